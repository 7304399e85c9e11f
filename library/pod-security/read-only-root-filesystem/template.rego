package edict.templates.read_only_root_filesystem

import data.edict.lib.patterns
import data.edict.lib.workloads

violation contains result if {
	some entry in judged
	not entry.container.securityContext.readOnlyRootFilesystem == true
	not patterns.matches_any(workloads.image(entry), input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s can write to its root filesystem", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "securityContext.readOnlyRootFilesystem"),
		"recommended_value": true,
	}
}

judged := workloads.lasting_and_init_containers if input.parameters.include_init

judged := workloads.lasting_containers if not input.parameters.include_init
