package edict.templates.rabbitmq_erlang_cookie_secret

import data.edict.lib.software

violation contains result if {
	some entry in software.containers("rabbitmq")
	some name in ["RABBITMQ_ERLANG_COOKIE", "RABBITMQ_ERL_COOKIE"]
	field := software.in_plain_sight(entry, name)
	result := software.finding(entry, field, sprintf("does not take %s from a Secret", [name]))
}
