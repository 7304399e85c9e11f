# The controls of the baseline profile of the Pod Security Standards. Each is the set of its findings; images that are
# exempt leave out their containers, and what concerns the whole pod where all of its containers are exempt.
package edict.lib.pss_baseline

import data.edict.lib.paths
import data.edict.lib.patterns
import data.edict.lib.pss
import data.edict.lib.workloads

profile(version, exempt_images) := union({
	not_replaced_by_restricted(version, exempt_images),
	capabilities(default_capabilities, exempt_images),
	host_path_volumes(exempt_images),
	proc_mount(version, "baseline", exempt_images),
	seccomp(version, exempt_images),
})

not_replaced_by_restricted(version, exempt_images) := union({
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
})

host_process(exempt_images) := {result |
	some setting in workloads.security_settings("windowsOptions.hostProcess")
	setting.value != false
	not workloads.is_setting_exempt(setting, exempt_images)
	result := {
		"msg": sprintf("%s runs as a process of the Windows node", [setting.owner]),
		"violating_key": setting.key,
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
	some setting in workloads.container_settings("privileged")
	setting.value != false
	not workloads.is_setting_exempt(setting, exempt_images)
	result := {
		"msg": sprintf("%s runs privileged", [setting.owner]),
		"violating_key": setting.key,
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
	some setting in workloads.container_settings("capabilities.add")
	not workloads.is_setting_exempt(setting, exempt_images)
	is_array(setting.value)
	some index, name in setting.value
	not name in allowed
	result := {
		"msg": sprintf("%s adds the capability %v", [setting.owner, name]),
		"violating_key": sprintf("%s[%d]", [setting.key, index]),
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
	some entry in workloads.containers
	some hook in [
		["livenessProbe"],
		["readinessProbe"],
		["startupProbe"],
		["lifecycle", "postStart"],
		["lifecycle", "preStop"],
	]
	some handler in ["httpGet", "tcpSocket"]
	host := workloads.member_of(entry.container, hook)[handler].host
	not host in {"", null}
	not workloads.is_exempt(entry, exempt_images)
	result := {
		"msg": sprintf("%s makes the node connect to %v", [workloads.describe(entry), host]),
		"violating_key": workloads.key(entry, concat(".", array.concat(hook, [handler, "host"]))),
		"recommended_value": "",
	}
}

apparmor(exempt_images) := apparmor_fields(exempt_images) | apparmor_annotations(exempt_images)

apparmor_fields(exempt_images) := {result |
	some setting in workloads.security_settings("appArmorProfile.type")
	value := setting.value
	not value in {"RuntimeDefault", "Localhost", ""}
	not workloads.is_setting_exempt(setting, exempt_images)
	result := {
		"msg": sprintf("%s uses the AppArmor profile %v", [setting.owner, setting.value]),
		"violating_key": setting.key,
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
	some field in ["type", "user", "role"]
	some setting in workloads.security_settings(concat(".", ["seLinuxOptions", field]))
	value := setting.value
	value != ""
	not selinux_allows(field, value, types, version)
	not workloads.is_setting_exempt(setting, exempt_images)
	result := {
		"msg": sprintf("%s sets the SELinux %s %v", [setting.owner, field, setting.value]),
		"violating_key": setting.key,
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
	some setting in workloads.container_settings("procMount")
	setting.value != "Default"
	not proc_mount_relaxed(version, level)
	not workloads.is_setting_exempt(setting, exempt_images)
	result := {
		"msg": sprintf("%s mounts /proc %v", [setting.owner, setting.value]),
		"violating_key": setting.key,
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
	some setting in workloads.security_settings("seccompProfile.type")
	value := setting.value
	not value in {"RuntimeDefault", "Localhost", ""}
	not workloads.is_setting_exempt(setting, exempt_images)
	result := seccomp_finding(setting)
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

seccomp_finding(setting) := {
	"msg": sprintf("%s uses the seccomp profile %v", [setting.owner, setting.value]),
	"violating_key": setting.key,
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
