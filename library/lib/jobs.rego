# The job spec of Jobs and CronJobs, and who belongs to whom.
package edict.lib.jobs

import data.edict.lib.integers

spec := input.spec if input.kind == "Job"

spec := input.spec.jobTemplate.spec if input.kind == "CronJob"

path := "spec" if input.kind == "Job"

path := "spec.jobTemplate.spec" if input.kind == "CronJob"

# The full path of a field of the job spec.
key(field) := concat(".", [path, field])

# A number of the job spec, or what stands for it where it is left out.
number(field, default_value) := value if {
	value := integers.of(spec[field])
} else := default_value

# True if the object belongs to an object of the kind, such as a Pod to its Job.
belongs_to(kind) if {
	some owner in input.metadata.ownerReferences
	owner.kind == kind
}
