# Durations as Go writes them: 1h30m, 90s, 2160h0m0s.
package edict.lib.durations

# Nanoseconds; undefined where the text is no duration.
ns(text) := time.parse_duration_ns(text) if {
	is_string(text)
	regex.match(`^(0|([0-9]{1,9}(\.[0-9]{1,9})?(h|m|s|ms|us|µs|ns))+)$`, text)
}
