# A card number has the digits, the length and the Luhn check digit of one, in one piece or in the usual groups. Letters,
# digits, dots or hyphens right before it make it something else. Binary values are decoded first.
package edict.templates.configmap_no_personal_data

import data.edict.lib.config_maps

violation contains result if {
	some value in config_maps.values
	kinds := array.concat(["a payment card number" | has_card_number(value.text)], ["an e-mail address" | has_address(value.text)])
	count(kinds) > 0
	result := {
		"msg": sprintf("The value of %s contains %s", [value.name, concat(" and ", kinds)]),
		"violating_key": value.key,
	}
}

has_address(text) if {
	input.parameters.check_email
	regex.match(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}\b`, text)
}

has_card_number(text) if {
	input.parameters.check_pan
	shapes := `\d{13,19}|\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}(?:[ -]\d{1,3})?|\d{4}[ -]\d{6}[ -]\d{4,5}`
	matches := regex.find_all_string_submatch_n(sprintf(`(?:^|[^0-9A-Za-z_.-])(%s)\b`, [shapes]), text, -1)
	numbers := {regex.replace(match[1], `\D`, "") | some match in matches}
	some number in numbers
	regex.match(`^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|2720\d{12}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|35\d{14}|6(?:011|5\d\d|4[4-9]\d)\d{12}(?:\d{3})?|62\d{14,17}|(?:50|5[6-9]|6\d)\d{10,17})$`, number)
	passes_luhn(number)
}

passes_luhn(text) if {
	digits := [to_number(digit) | some digit in split(text, "")]
	length := count(digits)
	total := sum([luhn_value(digit, (length - index) % 2) | some index, digit in digits])
	total % 10 == 0
}

# Every second digit from the right is doubled, and its digits added up.
luhn_value(digit, 1) := digit

luhn_value(digit, 0) := ((digit * 2) % 10) + floor(digit / 5)
