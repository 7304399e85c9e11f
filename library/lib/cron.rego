# Schedules as the controller of CronJobs reads them: five fields, or a short form such as @daily.
package edict.lib.cron

short_forms := {
	"@yearly": 525600,
	"@annually": 525600,
	"@monthly": 40320,
	"@weekly": 10080,
	"@daily": 1440,
	"@midnight": 1440,
	"@hourly": 60,
}

fields := [
	{"from": 0, "to": 59, "names": {}},
	{"from": 0, "to": 23, "names": {}},
	{"from": 1, "to": 31, "names": {}},
	{"from": 1, "to": 12, "names": {
		"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
		"jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
	}},
	{"from": 0, "to": 6, "names": {"sun": 0, "mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6}},
]

# The fewest minutes between two runs, as far as it is below two days; undefined where the text is no schedule.
shortest_gap(schedule) := short_forms[schedule]

shortest_gap(schedule) := max([time.parse_duration_ns(duration), 1000000000]) / 60000000000 if {
	[_, duration] := regex.find_all_string_submatch_n(
		`^@every ((?:[0-9]+(?:\.[0-9]+)?(?:h|m|s|ms|us|ns))+)$`,
		schedule,
		1,
	)[0]
}

shortest_gap(schedule) := min(gaps) if {
	texts := split(regex.replace(trim_space(schedule), `\s+`, " "), " ")
	count(texts) == 5
	every i, text in texts { is_field(text, fields[i]) }
	minutes := sort(numbers_of(texts[0], fields[0]))
	hours := sort(numbers_of(texts[1], fields[1]))
	width := minutes[count(minutes) - 1] - minutes[0]
	gaps := array.concat(
		distances(minutes),
		array.concat(
			[gap | some apart in distances(hours); gap := (apart * 60) - width],
			overnight(texts, ((24 - (hours[count(hours) - 1] - hours[0])) * 60) - width),
		),
	)
}

distances(sorted) := [gap |
	some i, number in sorted
	gap := sorted[i + 1] - number
]

overnight(texts, gap) := [gap] if {
	runs_on_consecutive_days(texts)
} else := [2880]

runs_on_consecutive_days([_, _, day, _, weekday]) if {
	is_any(day)
	is_any(weekday)
}

# Where both are narrowed, either is enough.
runs_on_consecutive_days([_, _, day, _, weekday]) if {
	not is_any(day)
	not is_any(weekday)
}

runs_on_consecutive_days([_, _, day, _, weekday]) if {
	is_any(day)
	on := numbers_of(weekday, fields[4])
	some number in on
	((number + 1) % 7) in on
}

runs_on_consecutive_days([_, _, day, month, weekday]) if {
	is_any(weekday)
	on := numbers_of(day, fields[2])
	some number in on
	(number + 1) in on
	some name in numbers_of(month, fields[3])
	number < max(last_days[name])
}

# From the end of a month to the first of the next.
runs_on_consecutive_days([_, _, day, month, weekday]) if {
	is_any(weekday)
	on := numbers_of(day, fields[2])
	1 in on
	months := numbers_of(month, fields[3])
	some name in months
	((name % 12) + 1) in months
	count(last_days[name] & on) > 0
}

last_days := {
	1: {31}, 2: {28, 29}, 3: {31}, 4: {30}, 5: {31}, 6: {30},
	7: {31}, 8: {31}, 9: {30}, 10: {31}, 11: {30}, 12: {31},
}

is_any(text) if {
	some part in parts(text)
	regex.match(`^[*?](/1)?$`, part)
}

is_field(text, field) if {
	count(parts(text)) > 0
	every part in parts(text) { range_of(part, field) }
}

parts(text) := [part | some part in split(text, ","); part != ""]

numbers_of(text, field) := {number |
	some part in parts(text)
	range := range_of(part, field)
	some number in numbers.range(range.from, range.to)
	(number - range.from) % range.step == 0
}

# {"from", "to", "step"} of one part of a field, such as 1-5/2; undefined where it is out of bounds.
range_of(part, field) := {"from": from, "to": to, "step": step} if {
	pattern := `^(\*|\?|[0-9]{1,3}|[A-Za-z]{3})(?:-([0-9]{1,3}|[A-Za-z]{3}))?(?:/([0-9]{1,4}))?$`
	[_, low, high, every_nth] := regex.find_all_string_submatch_n(pattern, part, 1)[0]
	from := start(low, field)
	to := end(low, high, every_nth, field)
	step := step_of(every_nth)
	from >= field.from
	to <= field.to
	from <= to
	step > 0
}

start(low, field) := field.from if low in {"*", "?"}

start(low, field) := number(low, field) if not low in {"*", "?"}

end(low, _, _, field) := field.to if low in {"*", "?"}

end(low, high, _, field) := number(high, field) if {
	not low in {"*", "?"}
	high != ""
}

end(low, "", every_nth, field) := field.to if {
	not low in {"*", "?"}
	every_nth != ""
}

end(low, "", "", field) := number(low, field) if not low in {"*", "?"}

step_of("") := 1

step_of(text) := to_number(digits(text)) if text != ""

number(text, field) := field.names[lower(text)]

number(text, _) := to_number(digits(text)) if regex.match(`^[0-9]+$`, text)

# Without leading zeros.
digits(text) := trimmed if {
	trimmed := trim_left(text, "0")
	trimmed != ""
} else := "0"
