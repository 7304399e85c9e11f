# Reported are versions that are deprecated in the target version, whether they end with it or are planned to end later.
# Endpoints that Kubernetes keeps for a Service are its own business.
package edict.templates.removed_in_1_33_and_planned

import data.edict.lib.versions

violation contains result if {
	target := versions.minor(input.parameters.target_version)
	end := versions.lifecycle(input.apiVersion, input.kind)
	end.deprecated <= target
	object.get(end, "removed", 33) in {33, 34, 35}
	not versions.is_generated
	result := versions.finding("apiVersion", versions.describe(input.apiVersion, end, target), end)
}
