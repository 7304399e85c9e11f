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
		recommendation(value),
	)
}

listens_everywhere(text) if regex.match(`(?i)(^|\s)--bind(\s+-?[^-\s]\S*)*\s+(0\.0\.0\.0|\*|-?::|-?::\*)(\s|$)`, text)

recommendation(value) := {"recommended_value": "yes"} if value.alone

recommendation(value) := {} if not value.alone
