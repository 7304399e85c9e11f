package edict.templates.redis_protected_mode

import data.edict.lib.flags
import data.edict.lib.software

violation contains result if {
	some entry in software.containers(`(^|/)(redis|valkey|redis-stack|redis-stack-server|keydb)(:|@|$)`)
	given := flags.words(entry)
	listens_everywhere(concat(" ", [word.text | some word in given]))
	some index, word in given
	lower(word.text) == "--protected-mode"
	value := given[index + 1]
	lower(value.text) == "no"
	result := object.union(
		software.finding(entry, value.field, "listens on every address with the protected mode off"),
		{"recommended_value": recommended(entry, value)},
	)
}

# Written as one word, which Redis refuses to start with, but which is meant so.
violation contains result if {
	some entry in software.containers(`(^|/)(redis|valkey|redis-stack|redis-stack-server|keydb)(:|@|$)`)
	listens_everywhere(concat(" ", [word.text | some word in flags.words(entry)]))
	some option in flags.each(entry, "--protected-mode")
	option.whole
	lower(option.value) == "no"
	result := object.union(
		software.finding(entry, option.field, "listens on every address with the protected mode off"),
		flags.replaced(option, "--protected-mode=yes"),
	)
}

listens_everywhere(text) if regex.match(`(?i)(^|\s)--bind(\s+-?[^-\s]\S*)*(\s+|=)(0\.0\.0\.0|\*|-?::|-?::\*)(\s|$)`, text)

# The word after the option, or what its part holds with another word.
recommended(_, value) := "yes" if value.alone

recommended(entry, value) := regex.replace(parts[0], `(?i)(--protected-mode\s+)no`, "${1}yes") if {
	not value.alone
	parts := [part |
		some list in ["command", "args"]
		some index, part in entry.container[list]
		sprintf("%s[%d]", [list, index]) == value.field
	]
}
