# Two probes are identical if they are so after the API server has filled in its defaults.
package edict.templates.probes_differ

import data.edict.lib.probes
import data.edict.lib.workloads

violation contains result if {
	some entry in workloads.lasting_containers
	probes.has(entry, "livenessProbe")
	probes.has(entry, "readinessProbe")
	meaning(entry.container.livenessProbe) == meaning(entry.container.readinessProbe)
	result := {
		"msg": sprintf("%s has the same probe for liveness and readiness", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "livenessProbe"),
	}
}

meaning(probe) := {
	"handlers": {handler: fields |
		some handler in probes.handlers
		is_object(probe[handler])
		fields := object.union(object.get(handler_defaults, handler, {}), set_fields(probe[handler]))
	},
	"timing": {field: probes.effective(probe, field) | some field, _ in probes.defaults},
	"grace": object.get(probe, "terminationGracePeriodSeconds", null),
}

handler_defaults := {"httpGet": {"path": "/", "scheme": "HTTP"}}

set_fields(object) := {field: value | some field, value in object; not value in {null, ""}}
