# The controls of the restricted profile of the Pod Security Standards, in the manner of edict.lib.pss_baseline.
package edict.lib.pss_restricted

import data.edict.lib.pss
import data.edict.lib.pss_baseline
import data.edict.lib.workloads

# A restricted control that covers a baseline one replaces it; before it came, the baseline one holds.
profile(version, exempt_images) := {result |
	some control in array.concat(pss_baseline.not_replaced_by_restricted(version, exempt_images), [
		volume_types(allowed_volume_types, exempt_images),
		pss_baseline.proc_mount(version, "restricted", exempt_images),
		privilege_escalation(version, exempt_images),
		run_as_non_root(version, exempt_images),
		run_as_user(version, exempt_images),
		seccomp(version, exempt_images),
		capabilities(["NET_BIND_SERVICE"], version, exempt_images),
		{result |
			not pss.at_least(version, 19)
			some result in pss_baseline.seccomp(version, exempt_images)
		},
		{result |
			not pss.at_least(version, 22)
			some result in pss_baseline.capabilities(pss_baseline.default_capabilities, exempt_images)
		},
	])
	some result in control
}

allowed_volume_types := [
	"configMap",
	"csi",
	"downwardAPI",
	"emptyDir",
	"ephemeral",
	"image",
	"persistentVolumeClaim",
	"projected",
	"secret",
]

# A volume without any source becomes an emptyDir.
volume_types(allowed, exempt_images) := {result |
	some index, volume in workloads.pod_spec.volumes
	is_object(volume)
	types := [type |
		some type, source in volume
		source != null
		type != "name"
		not type in allowed
	]
	count(types) > 0
	not workloads.is_pod_exempt(exempt_images)
	result := {
		"msg": sprintf("Volume '%v' is of the type %s", [object.get(volume, "name", index), concat(", ", types)]),
		"violating_key": workloads.pod_key(sprintf("volumes[%d]", [index])),
	}
}

# The control came with 1.8.
privilege_escalation(version, exempt_images) := {result |
	pss.at_least(version, 8)
	not windows_since_1_25(version)
	some entry in workloads.containers
	not entry.container.securityContext.allowPrivilegeEscalation == false
	not workloads.is_exempt(entry, exempt_images)
	result := {
		"msg": sprintf("%s may gain more privileges than it started with", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "securityContext.allowPrivilegeEscalation"),
		"recommended_value": false,
	}
}

# From 1.25 on controls of Linux only leave out pods that name Windows as their system.
windows_since_1_25(version) if {
	workloads.is_windows
	pss.at_least(version, 25)
}

# An explicit false of the pod is the one cause for every container that says nothing.
run_as_non_root(version, exempt_images) := {result |
	not own_users(version)
	some found in workloads.security_contexts
	value := found.context.runAsNonRoot
	not value in {true, null}
	not workloads.is_context_exempt(found, exempt_images)
	result := {
		"msg": sprintf("%s may run as root", [workloads.context_owner(found)]),
		"violating_key": workloads.context_key(found, "runAsNonRoot"),
		"recommended_value": true,
	}
} | {result |
	not own_users(version)
	not pod_decides("runAsNonRoot")
	some entry in workloads.containers
	not container_decides(entry, "runAsNonRoot")
	not workloads.is_exempt(entry, exempt_images)
	result := {
		"msg": sprintf("%s does not require a user other than root", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "securityContext.runAsNonRoot"),
		"recommended_value": true,
	}
}

# From 1.35 on a pod in its own user namespace may run as any user: its root is nobody on the node.
own_users(version) if {
	workloads.pod_spec.hostUsers == false
	pss.at_least(version, 35)
}

pod_decides(field) if workloads.pod_spec.securityContext[field] != null

container_decides(entry, field) if entry.container.securityContext[field] != null

# The control came with 1.23.
run_as_user(version, exempt_images) := {result |
	pss.at_least(version, 23)
	not own_users(version)
	some found in workloads.security_contexts
	found.context.runAsUser in {0, "0"}
	not workloads.is_context_exempt(found, exempt_images)
	result := {
		"msg": sprintf("%s runs as root", [workloads.context_owner(found)]),
		"violating_key": workloads.context_key(found, "runAsUser"),
		"recommended_value": 1000,
	}
}

# The control came with 1.19. One setting of the pod is missing where containers say nothing.
seccomp(version, exempt_images) := {result |
	seccomp_applies(version)
	some found in workloads.security_contexts
	value := found.context.seccompProfile.type
	not value in {"RuntimeDefault", "Localhost", null}
	not workloads.is_context_exempt(found, exempt_images)
	result := pss_baseline.seccomp_finding(found, value)
} | {result |
	seccomp_applies(version)
	not pod_has_seccomp_type
	some entry in workloads.containers
	not container_has_seccomp_type(entry)
	not workloads.is_exempt(entry, exempt_images)
	result := {
		"msg": "Neither the pod nor all of its containers have a seccomp profile",
		"violating_key": workloads.pod_key("securityContext.seccompProfile.type"),
		"recommended_value": "RuntimeDefault",
	}
}

seccomp_applies(version) if {
	pss.at_least(version, 19)
	not windows_since_1_25(version)
}

pod_has_seccomp_type if workloads.pod_spec.securityContext.seccompProfile.type != null

container_has_seccomp_type(entry) if entry.container.securityContext.seccompProfile.type != null

# The control came with 1.22.
capabilities(allowed_add, version, exempt_images) := {result |
	capabilities_apply(version)
	some result in pss_baseline.capabilities(allowed_add, exempt_images)
} | {result |
	capabilities_apply(version)
	some entry in workloads.containers
	not drops_all(entry)
	not workloads.is_exempt(entry, exempt_images)
	result := {
		"msg": sprintf("%s does not drop all capabilities", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "securityContext.capabilities.drop"),
		"recommended_value": ["ALL"],
	}
}

capabilities_apply(version) if {
	pss.at_least(version, 22)
	not windows_since_1_25(version)
}

drops_all(entry) if "ALL" in entry.container.securityContext.capabilities.drop
