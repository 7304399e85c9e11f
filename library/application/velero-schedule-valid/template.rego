package edict.templates.velero_schedule_valid

import data.edict.lib.cron

violation contains result if {
	schedule := object.get(input, ["spec", "schedule"], null)
	not is_valid
	result := {
		"msg": describe(schedule),
		"violating_key": "spec.schedule",
	}
}

violation contains result if {
	object.get(input, ["spec", "template", "ttl"], null) in {"", null}
	result := {"msg": "Backups have no time to live", "violating_key": "spec.template.ttl"}
}

is_valid if {
	schedule := input.spec.schedule
	is_string(schedule)
	cron.shortest_gap(regex.replace(schedule, `^(CRON_)?TZ=\S+\s+`, "")) >= 0
}

describe(schedule) := "No schedule is set" if schedule in {"", null}

describe(schedule) := sprintf("'%v' is no schedule", [schedule]) if not schedule in {"", null}
