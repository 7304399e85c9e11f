# Read as the controller does: the short forms (@daily, @every 1h) are schedules too, 7 is no weekday and TZ= no field. How
# often it runs is the shortest gap between two runs.
package edict.templates.cronjob_schedule_valid

import data.edict.lib.cron

violation contains result if {
	not interval
	result := {
		"msg": sprintf("'%v' is not a schedule of five fields", [object.get(input, ["spec", "schedule"], "")]),
		"violating_key": "spec.schedule",
	}
}

violation contains result if {
	interval < input.parameters.min_minutes
	result := {
		"msg": sprintf("'%s' runs every %v minutes, more often than every %v", [input.spec.schedule, interval, input.parameters.min_minutes]),
		"violating_key": "spec.schedule",
	}
}

interval := cron.shortest_gap(input.spec.schedule) if is_string(input.spec.schedule)
