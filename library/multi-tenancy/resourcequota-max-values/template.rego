# cpu and memory are other names for requests.cpu and requests.memory. Resources that the quota leaves out are for
# resourcequota-required-keys.
package edict.templates.resourcequota_max_values

import data.edict.lib.paths
import data.edict.lib.quantities

violation contains result if {
	some key, granted in input.spec.hard
	some name in {key, object.get(names, key, key)}
	maximum := input.parameters.maximums[name]
	quantities.value(granted) > quantities.value(maximum)
	result := {
		"msg": sprintf("The quota grants %v of %s; %s is the most", [granted, key, maximum]),
		"violating_key": paths.member("spec.hard", key),
		"recommended_value": maximum,
	}
}

names := {"cpu": "requests.cpu", "memory": "requests.memory"}
