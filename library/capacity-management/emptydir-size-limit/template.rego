# Zero counts as no limit. A volume without any source is an emptyDir: the API server makes it one. With memory_only
# volumes on disk are left alone; those in memory are judged either way.
package edict.templates.emptydir_size_limit

import data.edict.lib.quantities
import data.edict.lib.resources
import data.edict.lib.workloads

judged := [{"index": index, "volume": volume} |
	some index, volume in workloads.pod_spec.volumes
	is_empty_dir(volume)
	is_judged(volume)
]

is_empty_dir(volume) if {
	is_object(volume.emptyDir)
} else if {
	is_object(volume)
	not has_source(volume)
}

has_source(volume) if {
	some field, source in volume
	field != "name"
	source != null
}

is_judged(_) if not input.parameters.memory_only

is_judged(volume) if volume.emptyDir.medium == "Memory"

violation contains result if {
	some item in judged
	not is_limited(item)
	result := finding(item, "has no size limit")
}

violation contains result if {
	some item in judged
	limit := item.volume.emptyDir.sizeLimit
	quantities.value(limit) > quantities.value(input.parameters.max)
	result := finding(item, sprintf("may grow to %v, more than %s", [limit, input.parameters.max]))
}

is_limited(item) if {
	limit := item.volume.emptyDir.sizeLimit
	not limit in {null, ""}
	not quantities.is_zero(limit)
}

finding(item, problem) := {
	"msg": sprintf("The emptyDir volume '%v' %s", [object.get(item.volume, "name", item.index), problem]),
	"violating_key": workloads.pod_key(sprintf("volumes[%d].emptyDir.sizeLimit", [item.index])),
	"recommended_value": resources.smaller("500Mi", input.parameters.max),
}
