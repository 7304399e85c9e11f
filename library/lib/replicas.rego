# How many pods workloads run, and shares of them.
package edict.lib.replicas

# The replicas of a workload; the API server fills in one.
wanted(workload) := workload.spec.replicas if {
	is_number(workload.spec.replicas)
} else := 1

# The fewest replicas of a HorizontalPodAutoscaler; the API server fills in one.
fewest(autoscaler) := autoscaler.spec.minReplicas if {
	is_number(autoscaler.spec.minReplicas)
} else := 1

# The number of a percentage such as "25%"; undefined where it is none.
percentage(value) := to_number(trim_suffix(value, "%")) if {
	is_string(value)
	regex.match(`^[0-9]+%$`, value)
}

# A number, or a percentage of a total rounded up or down to whole pods.
rounded_up(value, total) := ceil((percentage(value) * total) / 100)

rounded_up(value, _) := number_of(value)

rounded_down(value, total) := floor((percentage(value) * total) / 100)

rounded_down(value, _) := number_of(value)

number_of(value) := value if is_number(value)

number_of(value) := to_number(value) if {
	is_string(value)
	regex.match(`^[0-9]+$`, value)
}
