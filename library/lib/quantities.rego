# Kubernetes quantities such as 500m, 1.5Gi, 2e3 or 1073741824, as texts or as numbers.
package edict.lib.quantities

# The number that a quantity stands for: cores, bytes or pieces. Undefined where it is none; a K is read as k.
value(quantity) := quantity if is_number(quantity)

value(quantity) := to_number(number) * object.get(binary_units, unit, 1) if {
	is_string(quantity)
	pattern := `^([+-]?)0*([0-9]*)(?:\.([0-9]*))?([KMGTPE]i|[numkKMGTPE]|[eE][+-]?[0-9]{1,2}|)$`
	[_, sign, whole, fraction, unit] := regex.find_all_string_submatch_n(pattern, trim_space(quantity), 1)[0]
	regex.match(`^[+-]?\.?[0-9]`, trim_space(quantity))
	number := sprintf("%s%s.%s0%s", [trim(sign, "+"), whole_part(whole), fraction, exponent(unit)])
}

# Bytes of a memory or storage quantity; undefined where it is none.
bytes(quantity) := value(quantity)

# True for 0, "0", "0Mi" and the like.
is_zero(quantity) if value(quantity) == 0

# JSON has no leading zeros, and none may be missing before the point.
whole_part(digits) := digits if digits != ""

whole_part("") := "0"

exponent(unit) := decimal_units[unit]

exponent(unit) := unit if regex.match(`^[eE][+-]?[0-9]`, unit)

exponent(unit) := "" if unit in object.keys(binary_units)

decimal_units := {
	"n": "e-9", "u": "e-6", "m": "e-3", "": "",
	"k": "e3", "K": "e3", "M": "e6", "G": "e9", "T": "e12", "P": "e15", "E": "e18",
}

binary_units := {
	"Ki": 1024,
	"Mi": 1048576,
	"Gi": 1073741824,
	"Ti": 1099511627776,
	"Pi": 1125899906842624,
	"Ei": 1152921504606846976,
}

# The quantity in whole millionths: sums and multiples of these are exact, those of 0.1 are not.
micro(quantity) := round(value(quantity) * 1000000)
