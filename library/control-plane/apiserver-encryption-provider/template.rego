package edict.templates.apiserver_encryption_provider

import data.edict.lib.control_plane
import data.edict.lib.flags

violation contains result if {
	some entry in control_plane.containers(["kube-apiserver"])
	not is_set(entry)
	result := object.remove(control_plane.missing(entry, ["--encryption-provider-config"]), ["recommended_value"])
}

is_set(entry) if flags.value(entry, "--encryption-provider-config") != ""

# Its name before Kubernetes 1.13.
is_set(entry) if flags.value(entry, "--experimental-encryption-provider-config") != ""
