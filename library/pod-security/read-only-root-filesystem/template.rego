# Windows has no such setting: the API server refuses it for pods that name Windows as their system.
package edict.templates.read_only_root_filesystem

import data.edict.lib.workloads

violation contains result if {
	not workloads.is_windows
	some entry in judged
	not entry.container.securityContext.readOnlyRootFilesystem == true
	not workloads.is_exempt(entry, input.parameters.exempt_images)
	result := {
		"msg": sprintf("%s can write to its root filesystem", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "securityContext.readOnlyRootFilesystem"),
		"recommended_value": true,
	}
}

judged := workloads.lasting_and_init_containers if input.parameters.include_init

judged := workloads.lasting_containers if not input.parameters.include_init
