# A pattern is a plain text that may stand anywhere, in any case.
package edict.templates.deny_crypto_miner_indicators

import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.containers
	sign := sign_in(workloads.image(entry))
	result := {
		"msg": sprintf("The image of %s names %s", [lower_first(workloads.describe(entry)), sign]),
		"violating_key": workloads.key(entry, "image"),
	}
}

violation contains result if {
	some part in workloads.command_texts
	sign := sign_in(part.text)
	result := {
		"msg": sprintf("%s is started with %s", [workloads.describe(part.entry), sign]),
		"violating_key": workloads.command_key(part),
	}
}

# The first sign in the text.
sign_in(text) := found[0] if {
	lowered := lower(text)
	found := [sign.text | some sign in signs; contains(lowered, sign.lower)]
}

signs := [{"text": sign, "lower": lower(sign)} | some sign in input.parameters.patterns]

lower_first(text) := concat("", [lower(substring(text, 0, 1)), substring(text, 1, -1)])
