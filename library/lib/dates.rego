# Points in time that annotations tell: 2026-03-31, 2026-03-31T09:30:00Z, 2026-03-31 09:30:00+02:00 or seconds since 1970.
package edict.lib.dates

day_ns := 86400000000000

# Nanoseconds since 1970 of the first time in a text; undefined where it tells none.
ns(text) := ((day * 86400) + clock) * 1000000000 if {
	is_string(text)
	pattern := `(?:^|[^0-9])([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(?:[Tt ]([01][0-9]|2[0-4]):([0-5][0-9])(?::([0-5][0-9]|60)(?:\.[0-9]+)?)?(?:Z|z|([+-])([01][0-9]|2[0-3]):?([0-5][0-9]))?)?`
	parts := regex.find_all_string_submatch_n(pattern, text, 1)[0]
	day := days(number(parts[1]), number(parts[2]), number(parts[3]))
	offset := signed(parts[7], (number(parts[8]) * 3600) + (number(parts[9]) * 60))
	clock := (((number(parts[4]) * 3600) + (number(parts[5]) * 60)) + number(parts[6])) - offset
}

ns(text) := to_number(text) * 1000000000 if {
	is_string(text)
	regex.match(`^[1-9][0-9]{9}$`, text)
}

# True if the time in a text is known and no longer ago than so many days.
is_within_days(text, limit) if time.now_ns() - ns(text) <= limit * day_ns

# Days from 1970-01-01 to a date of the Gregorian calendar; years begin in March, so that a leap day ends one.
days(year, month, day) := ((((365 * y) + floor(y / 4)) - floor(y / 100)) + floor(y / 400)) + ((floor(((153 * m) + 2) / 5) + day) - 719469) if {
	m := (month + 9) % 12
	y := year - floor((12 - month) / 10)
}

number(digits) := to_number(concat("", ["1", digits])) - power[count(digits)]

power := {0: 1, 2: 100, 4: 10000}

signed("-", seconds) := 0 - seconds

signed(sign, seconds) := seconds if sign != "-"
