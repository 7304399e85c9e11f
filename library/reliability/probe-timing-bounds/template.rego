# What a probe leaves out, or gives as zero, has the API server's default. failureThreshold has no bound among the
# parameters; only what the API server refuses as well is reported.
package edict.templates.probe_timing_bounds

import data.edict.lib.probes
import data.edict.lib.workloads

violation contains result if {
	some item in probes.timed
	delay := item.timing.initialDelaySeconds
	delay > input.parameters.max_initial_delay
	problem := sprintf("begins after %v seconds, later than %d", [delay, input.parameters.max_initial_delay])
	result := finding(item, "initialDelaySeconds", problem, input.parameters.max_initial_delay)
}

violation contains result if {
	some item in probes.timed
	period := item.timing.periodSeconds
	period < input.parameters.min_period
	problem := sprintf("asks every %v seconds, more often than every %d", [period, input.parameters.min_period])
	result := finding(item, "periodSeconds", problem, max([10, input.parameters.min_period]))
}

violation contains result if {
	some item in probes.timed
	timeout := item.timing.timeoutSeconds
	limit := min([item.timing.periodSeconds, input.parameters.max_timeout])
	timeout > limit
	problem := sprintf("waits %v seconds for an answer, longer than %v", [timeout, limit])
	result := finding(item, "timeoutSeconds", problem, limit)
}

violation contains result if {
	some item in probes.timed
	failures := item.timing.failureThreshold
	failures < 1
	result := finding(item, "failureThreshold", sprintf("gives up after %v failures", [failures]), 3)
}

finding(item, field, problem, recommended) := {
	"msg": sprintf("The %s of %s '%s' %s", [item.name, lower(workloads.roles[item.entry.list]), workloads.name(item.entry), problem]),
	"violating_key": workloads.key(item.entry, sprintf("%s.%s", [item.name, field])),
	"recommended_value": recommended,
}
