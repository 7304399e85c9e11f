package edict.templates.postgres_no_trust_auth

import data.edict.lib.software

violation contains result if {
	some entry in software.containers(`(^|/)postgres(ql)?(:|@|$)`)
	method := software.literal(entry, "POSTGRES_HOST_AUTH_METHOD")
	not method in input.parameters.allowed
	result := object.union(
		software.finding(entry, software.value_field(entry, "POSTGRES_HOST_AUTH_METHOD"), sprintf("authenticates hosts by %v", [method])),
		{"recommended_value": recommended},
	)
}

recommended := "scram-sha-256" if {
	"scram-sha-256" in input.parameters.allowed
} else := input.parameters.allowed[0]
