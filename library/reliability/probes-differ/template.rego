# Two probes are identical if they are so after the API server has filled in its defaults.
package edict.templates.probes_differ

import data.edict.lib.probes
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.lasting_containers
	probes.has(entry, "livenessProbe")
	probes.has(entry, "readinessProbe")
	is_same(entry.container.livenessProbe, entry.container.readinessProbe)
	result := {
		"msg": sprintf("%s has the same probe for liveness and readiness", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "livenessProbe"),
	}
}

is_same(one, other) if {
	probes.timing(one) == probes.timing(other)
	every handler in probes.handlers { fields_of(one, handler) == fields_of(other, handler) }
	object.get(one, "terminationGracePeriodSeconds", null) == object.get(other, "terminationGracePeriodSeconds", null)
}

# What a handler of the probe is told; null where the probe does not have it.
fields_of(probe, handler) := object.union(object.get(handler_defaults, handler, {}), set_fields(probe[handler])) if {
	is_object(probe[handler])
} else := null

handler_defaults := {"httpGet": {"path": "/", "scheme": "HTTP"}}

set_fields(object) := {field: value | some field, value in object; not value in {null, ""}}
