# The controls of the baseline profile of the Pod Security Standards. Each is the set of its findings; images that are
# exempt leave out their containers, and what concerns the whole pod where all of its containers are exempt.
package edict.lib.pss_baseline

import data.edict.lib.paths
import data.edict.lib.patterns
import data.edict.lib.pss
import data.edict.lib.workloads

profile(version, exempt_images) := {result |
	some control in array.concat(not_replaced_by_restricted(version, exempt_images), [
		capabilities(default_capabilities, exempt_images),
		host_path_volumes(exempt_images),
		proc_mount(version, "baseline", exempt_images),
		seccomp(version, exempt_images),
	])
	some result in control
}

# The findings of each control that the restricted profile leaves as it is.
not_replaced_by_restricted(version, exempt_images) := [
	host_process(exempt_images),
	host_namespace("hostNetwork", exempt_images),
	host_namespace("hostPID", exempt_images),
	host_namespace("hostIPC", exempt_images),
	privileged(exempt_images),
	host_ports({"min": 0, "max": 0}, exempt_images),
	host_probes_and_lifecycle(version, exempt_images),
	apparmor(exempt_images),
	selinux(selinux_types, version, exempt_images),
	sysctls(version, [], exempt_images),
]

host_process(exempt_images) := {result |
	some found in workloads.security_contexts
	value := found.context.windowsOptions.hostProcess
	not value in {false, null}
	not workloads.is_context_exempt(found, exempt_images)
	result := {
		"msg": sprintf("%s runs as a process of the Windows node", [workloads.context_owner(found)]),
		"violating_key": workloads.context_key(found, "windowsOptions.hostProcess"),
		"recommended_value": false,
	}
}

shared_with_node := {
	"hostNetwork": "network",
	"hostPID": "process ids",
	"hostIPC": "inter-process communication",
}

host_namespace(field, exempt_images) := {result |
	value := workloads.pod_spec[field]
	not value in {false, null}
	not workloads.is_pod_exempt(exempt_images)
	result := {
		"msg": sprintf("The pod shares the node's %s", [shared_with_node[field]]),
		"violating_key": workloads.pod_key(field),
		"recommended_value": false,
	}
}

privileged(exempt_images) := {result |
	some entry in workloads.containers
	value := entry.container.securityContext.privileged
	not value in {false, null}
	not workloads.is_exempt(entry, exempt_images)
	result := {
		"msg": sprintf("%s runs privileged", [workloads.describe(entry)]),
		"violating_key": workloads.key(entry, "securityContext.privileged"),
		"recommended_value": false,
	}
}

default_capabilities := {
	"AUDIT_WRITE",
	"CHOWN",
	"DAC_OVERRIDE",
	"FOWNER",
	"FSETID",
	"KILL",
	"MKNOD",
	"NET_BIND_SERVICE",
	"SETFCAP",
	"SETGID",
	"SETPCAP",
	"SETUID",
	"SYS_CHROOT",
}

# Names compare exactly, as the standard does: neither CAP_CHOWN nor chown is CHOWN.
capabilities(allowed, exempt_images) := {result |
	some entry in workloads.containers
	added := entry.container.securityContext.capabilities.add
	is_array(added)
	some index, name in added
	not name in allowed
	not workloads.is_exempt(entry, exempt_images)
	result := {
		"msg": sprintf("%s adds the capability %v", [workloads.describe(entry), name]),
		"violating_key": workloads.key(entry, sprintf("securityContext.capabilities.add[%d]", [index])),
		"recommended_action": "remove",
	}
}

host_path_volumes(exempt_images) := {result |
	some index, volume in workloads.pod_spec.volumes
	volume.hostPath != null
	not workloads.is_pod_exempt(exempt_images)
	result := {
		"msg": sprintf("Volume '%v' is a path of the node", [object.get(volume, "name", index)]),
		"violating_key": workloads.pod_key(sprintf("volumes[%d].hostPath", [index])),
		"recommended_action": "remove",
	}
}

host_ports(range, exempt_images) := {result |
	some entry in workloads.containers
	some index, port in entry.container.ports
	number := port.hostPort
	not number in {0, null}
	not in_range(number, range)
	not workloads.is_exempt(entry, exempt_images)
	result := {
		"msg": sprintf("%s opens port %v of the node", [workloads.describe(entry), number]),
		"violating_key": workloads.key(entry, sprintf("ports[%d].hostPort", [index])),
		"recommended_value": 0,
	}
}

in_range(number, range) if {
	is_number(number)
	number >= range.min
	number <= range.max
}

# The control came with 1.34.
host_probes_and_lifecycle(version, exempt_images) := {result |
	pss.at_least(version, 34)
	some named in named_hosts
	entry := named.entry
	not workloads.is_exempt(entry, exempt_images)
	result := {
		"msg": sprintf("%s makes the node connect to %v", [workloads.describe(entry), named.host]),
		"violating_key": workloads.key(entry, concat(".", named.place)),
		"recommended_value": "",
	}
}

# {"entry", "place", "host"} of every host in a probe or a hook; `place` are the names that lead there.
named_hosts := array.concat(
	[{"entry": entry, "place": [probe, handler, "host"], "host": host} |
		some entry in workloads.containers
		some probe in ["livenessProbe", "readinessProbe", "startupProbe"]
		some handler in ["httpGet", "tcpSocket"]
		host := entry.container[probe][handler].host
		not host in {"", null}
	],
	[{"entry": entry, "place": ["lifecycle", hook, handler, "host"], "host": host} |
		some entry in workloads.containers
		some hook in ["postStart", "preStop"]
		some handler in ["httpGet", "tcpSocket"]
		host := entry.container.lifecycle[hook][handler].host
		not host in {"", null}
	],
)

apparmor(exempt_images) := apparmor_fields(exempt_images) | apparmor_annotations(exempt_images)

apparmor_fields(exempt_images) := {result |
	some found in workloads.security_contexts
	value := found.context.appArmorProfile.type
	not value in {"RuntimeDefault", "Localhost", "", null}
	not workloads.is_context_exempt(found, exempt_images)
	result := {
		"msg": sprintf("%s uses the AppArmor profile %v", [workloads.context_owner(found), value]),
		"violating_key": workloads.context_key(found, "appArmorProfile.type"),
		"recommended_value": "RuntimeDefault",
	}
}

apparmor_prefix := "container.apparmor.security.beta.kubernetes.io/"

apparmor_annotations(exempt_images) := {result |
	some annotation, value in workloads.pod_metadata.annotations
	is_string(annotation)
	startswith(annotation, apparmor_prefix)
	not value in {"runtime/default", "", null}
	not is_localhost(value)
	name := trim_prefix(annotation, apparmor_prefix)
	not is_exempt_name(name, exempt_images)
	result := {
		"msg": sprintf("The annotation for container '%s' asks for the AppArmor profile %v", [name, value]),
		"violating_key": annotation_key(annotation),
		"recommended_value": "runtime/default",
	}
}

is_localhost(profile) if {
	is_string(profile)
	startswith(profile, "localhost/")
}

is_exempt_name(name, exempt_images) if {
	some entry in workloads.containers
	entry.container.name == name
	workloads.is_exempt(entry, exempt_images)
}

annotation_key(name) := paths.member(concat(".", [workloads.pod_metadata_path, "annotations"]), name)

selinux_types := {"container_t", "container_init_t", "container_kvm_t", "container_engine_t"}

selinux(types, version, exempt_images) := {result |
	some found in workloads.security_contexts
	options := found.context.seLinuxOptions
	some field in ["type", "user", "role"]
	value := options[field]
	not value in {"", null}
	not selinux_allows(field, value, types, version)
	not workloads.is_context_exempt(found, exempt_images)
	result := {
		"msg": sprintf("%s sets the SELinux %s %v", [workloads.context_owner(found), field, value]),
		"violating_key": workloads.context_key(found, concat(".", ["seLinuxOptions", field])),
		"recommended_action": "remove",
	}
}

selinux_allows("type", value, types, _) if {
	value in types
	value != "container_engine_t"
}

# The type came with 1.31.
selinux_allows("type", "container_engine_t", types, version) if {
	"container_engine_t" in types
	pss.at_least(version, 31)
}

proc_mount(version, level, exempt_images) := {result |
	some entry in workloads.containers
	value := entry.container.securityContext.procMount
	not value in {"Default", null}
	not proc_mount_relaxed(version, level)
	not workloads.is_exempt(entry, exempt_images)
	result := {
		"msg": sprintf("%s mounts /proc %v", [workloads.describe(entry), value]),
		"violating_key": workloads.key(entry, "securityContext.procMount"),
		"recommended_value": "Default",
	}
}

# From 1.35 on baseline lets pods in a user namespace of their own mount /proc as they like.
proc_mount_relaxed(version, "baseline") if {
	workloads.pod_spec.hostUsers == false
	pss.at_least(version, 35)
}

# Profiles were annotations until 1.18 and are fields since 1.19.
seccomp(version, exempt_images) := {result |
	pss.at_least(version, 19)
	some found in workloads.security_contexts
	value := found.context.seccompProfile.type
	not value in {"RuntimeDefault", "Localhost", "", null}
	not workloads.is_context_exempt(found, exempt_images)
	result := seccomp_finding(found, value)
} | {result |
	not pss.at_least(version, 19)
	some annotation in seccomp_annotations(exempt_images)
	value := workloads.pod_metadata.annotations[annotation]
	not value in {"runtime/default", "docker/default", null}
	not is_localhost(value)
	result := {
		"msg": sprintf("The seccomp profile %v is not a safe one", [value]),
		"violating_key": annotation_key(annotation),
		"recommended_value": "runtime/default",
	}
}

seccomp_finding(found, value) := {
	"msg": sprintf("%s uses the seccomp profile %v", [workloads.context_owner(found), value]),
	"violating_key": workloads.context_key(found, "seccompProfile.type"),
	"recommended_value": "RuntimeDefault",
}

seccomp_annotations(exempt_images) := {"seccomp.security.alpha.kubernetes.io/pod" |
	not workloads.is_pod_exempt(exempt_images)
} | {annotation |
	some entry in workloads.containers
	not workloads.is_exempt(entry, exempt_images)
	annotation := sprintf("container.seccomp.security.alpha.kubernetes.io/%v", [entry.container.name])
}

# Safe sysctls, with the minor version that made them so.
safe_sysctls := {
	"kernel.shm_rmid_forced": 0,
	"net.ipv4.ip_local_port_range": 0,
	"net.ipv4.ip_unprivileged_port_start": 0,
	"net.ipv4.ping_group_range": 0,
	"net.ipv4.tcp_syncookies": 0,
	"net.ipv4.ip_local_reserved_ports": 27,
	"net.ipv4.tcp_fin_timeout": 29,
	"net.ipv4.tcp_keepalive_intvl": 29,
	"net.ipv4.tcp_keepalive_probes": 29,
	"net.ipv4.tcp_keepalive_time": 29,
	"net.ipv4.tcp_rmem": 32,
	"net.ipv4.tcp_wmem": 32,
	"net.ipv4.tcp_notsent_lowat": 37,
	"net.ipv4.tcp_slow_start_after_idle": 37,
}

sysctls(version, extra, exempt_images) := {result |
	some index, sysctl in workloads.pod_spec.securityContext.sysctls
	name := sysctl.name
	not is_safe_sysctl(name, version)
	not is_extra_sysctl(name, extra)
	not workloads.is_pod_exempt(exempt_images)
	result := {
		"msg": sprintf("The pod sets the sysctl %v, which is not a safe one", [name]),
		"violating_key": workloads.pod_key(sprintf("securityContext.sysctls[%d].name", [index])),
		"recommended_action": "remove",
	}
}

is_extra_sysctl(name, extra) if {
	is_string(name)
	patterns.matches_any(name, extra)
}

is_safe_sysctl(name, version) if pss.at_least(version, safe_sysctls[name])
