# How many pods workloads run, and shares of them.
package edict.lib.replicas

import data.edict.lib.integers

# The replicas of a workload; the API server fills in one.
wanted(workload) := number if {
	number := integers.of(workload.spec.replicas)
} else := 1

# Those of the judged workload.
own := number if {
	number := integers.of(input.spec.replicas)
} else := 1

# The fewest replicas of a HorizontalPodAutoscaler; the API server fills in one.
fewest(autoscaler) := number if {
	number := integers.of(autoscaler.spec.minReplicas)
} else := 1

# The number of a percentage such as "25%"; undefined where it is none.
percentage(value) := to_number(trim_suffix(value, "%")) if {
	is_string(value)
	regex.match(`^[0-9]+%$`, value)
}

# A number, or a percentage of a total rounded up or down to whole pods.
rounded_up(value, total) := ceil((percentage(value) * total) / 100)

rounded_up(value, _) := integers.of(value)

rounded_down(value, total) := floor((percentage(value) * total) / 100)

rounded_down(value, _) := integers.of(value)
