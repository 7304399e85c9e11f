# Kubernetes versions, and the API versions that Kubernetes has deprecated and removed, after its deprecated API migration
# guide and the lifecycle tags of its API types.
package edict.lib.versions

# The minor version of "v1.33", "1.33.2" or "v1.29.6-gke.1326000"; undefined for any other text.
minor(version) := to_number(regex.find_n(`[0-9]+`, version, 2)[1]) if {
	is_string(version)
	regex.match(`^v?1\.[0-9]+`, version)
}

# What became of an API version of a kind: {"deprecated", "removed", "replacement"}, minor versions of Kubernetes and the
# apiVersion that takes its place. Without "removed" it is still served, without "replacement" the kind is gone. Undefined
# for API versions in good standing.
lifecycle(api_version, kind) := end if {
	some entry in table[api_version]
	kind in entry.kinds
	end := object.remove(entry, ["kinds"])
}

# What is wrong with the object's own apiVersion where it was removed with this minor version of Kubernetes.
removed_in(minor_version) := {result |
	end := lifecycle(input.apiVersion, input.kind)
	end.removed == minor_version
	result := finding("apiVersion", describe(input.apiVersion, end, minor_version), end)
}

# Fields that name an apiVersion get the one that takes its place as recommended value, if there is one.
finding(key, message, end) := object.union({"msg": message, "violating_key": key}, recommendation(end))

describe(api_version, end, target) := sprintf("%s is not served from Kubernetes 1.%d on", [api_version, end.removed]) if {
	end.removed <= target
} else := sprintf("%s is deprecated and will not be served from Kubernetes 1.%d on", [api_version, end.removed]) if {
	end.removed
} else := sprintf("%s is deprecated since Kubernetes 1.%d", [api_version, end.deprecated])

# True for the Endpoints that Kubernetes itself keeps, for each Service and for its own API; the label came with 1.33.
is_generated if {
	input.kind == "Endpoints"
	is_kept_by_kubernetes
}

is_kept_by_kubernetes if input.metadata.labels["endpoints.kubernetes.io/managed-by"] == "endpoint-controller"

is_kept_by_kubernetes if input.metadata.annotations["endpoints.kubernetes.io/last-change-trigger-time"]

is_kept_by_kubernetes if {
	input.metadata.namespace == "default"
	input.metadata.name == "kubernetes"
}

# The apiVersion that takes the place of a removed one, as the recommended value of a finding; empty where there is none.
recommendation(end) := {"recommended_value": end.replacement}

recommendation(end) := {} if not end.replacement

table := {
	"extensions/v1beta1": [
		{"kinds": {"Deployment", "DaemonSet", "ReplicaSet", "StatefulSet"}, "deprecated": 8, "removed": 16, "replacement": "apps/v1"},
		{"kinds": {"NetworkPolicy"}, "deprecated": 9, "removed": 16, "replacement": "networking.k8s.io/v1"},
		{"kinds": {"PodSecurityPolicy"}, "deprecated": 11, "removed": 16},
		{"kinds": {"Ingress"}, "deprecated": 14, "removed": 22, "replacement": "networking.k8s.io/v1"},
	],
	"apps/v1beta1": [{
		"kinds": {"Deployment", "DaemonSet", "ReplicaSet", "StatefulSet", "ControllerRevision"},
		"deprecated": 8,
		"removed": 16,
		"replacement": "apps/v1",
	}],
	"apps/v1beta2": [{
		"kinds": {"Deployment", "DaemonSet", "ReplicaSet", "StatefulSet", "ControllerRevision"},
		"deprecated": 9,
		"removed": 16,
		"replacement": "apps/v1",
	}],
	"batch/v2alpha1": [{"kinds": {"CronJob"}, "deprecated": 8, "removed": 21, "replacement": "batch/v1"}],
	"admissionregistration.k8s.io/v1beta1": [
		{
			"kinds": {"MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"},
			"deprecated": 16,
			"removed": 22,
			"replacement": "admissionregistration.k8s.io/v1",
		},
		{
			"kinds": {"ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"},
			"deprecated": 31,
			"removed": 34,
			"replacement": "admissionregistration.k8s.io/v1",
		},
	],
	"admissionregistration.k8s.io/v1alpha1": [{
		"kinds": {"ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"},
		"deprecated": 29,
		"removed": 32,
		"replacement": "admissionregistration.k8s.io/v1",
	}],
	"apiextensions.k8s.io/v1beta1": [{
		"kinds": {"CustomResourceDefinition"},
		"deprecated": 16,
		"removed": 22,
		"replacement": "apiextensions.k8s.io/v1",
	}],
	"apiregistration.k8s.io/v1beta1": [{
		"kinds": {"APIService"},
		"deprecated": 19,
		"removed": 22,
		"replacement": "apiregistration.k8s.io/v1",
	}],
	"authentication.k8s.io/v1beta1": [
		{"kinds": {"TokenReview"}, "deprecated": 19, "removed": 22, "replacement": "authentication.k8s.io/v1"},
		{"kinds": {"SelfSubjectReview"}, "deprecated": 30, "removed": 33, "replacement": "authentication.k8s.io/v1"},
	],
	"authentication.k8s.io/v1alpha1": [{
		"kinds": {"SelfSubjectReview"},
		"deprecated": 29,
		"removed": 32,
		"replacement": "authentication.k8s.io/v1",
	}],
	"authorization.k8s.io/v1beta1": [{
		"kinds": {
			"LocalSubjectAccessReview",
			"SelfSubjectAccessReview",
			"SelfSubjectRulesReview",
			"SubjectAccessReview",
		},
		"deprecated": 19,
		"removed": 22,
		"replacement": "authorization.k8s.io/v1",
	}],
	"certificates.k8s.io/v1beta1": [{
		"kinds": {"CertificateSigningRequest"},
		"deprecated": 19,
		"removed": 22,
		"replacement": "certificates.k8s.io/v1",
	}],
	"certificates.k8s.io/v1alpha1": [{
		"kinds": {"ClusterTrustBundle"},
		"deprecated": 29,
		"removed": 32,
		"replacement": "certificates.k8s.io/v1beta1",
	}],
	"coordination.k8s.io/v1beta1": [{
		"kinds": {"Lease"},
		"deprecated": 19,
		"removed": 22,
		"replacement": "coordination.k8s.io/v1",
	}],
	"networking.k8s.io/v1beta1": [
		{"kinds": {"Ingress", "IngressClass"}, "deprecated": 19, "removed": 22, "replacement": "networking.k8s.io/v1"},
		{"kinds": {"IPAddress", "ServiceCIDR"}, "deprecated": 34, "removed": 37, "replacement": "networking.k8s.io/v1"},
	],
	"networking.k8s.io/v1alpha1": [{
		"kinds": {"IPAddress", "ServiceCIDR"},
		"deprecated": 30,
		"removed": 33,
		"replacement": "networking.k8s.io/v1",
	}],
	"rbac.authorization.k8s.io/v1beta1": [{
		"kinds": {"ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"},
		"deprecated": 17,
		"removed": 22,
		"replacement": "rbac.authorization.k8s.io/v1",
	}],
	"rbac.authorization.k8s.io/v1alpha1": [{
		"kinds": {"ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"},
		"deprecated": 17,
		"removed": 23,
		"replacement": "rbac.authorization.k8s.io/v1",
	}],
	"scheduling.k8s.io/v1beta1": [{
		"kinds": {"PriorityClass"},
		"deprecated": 14,
		"removed": 22,
		"replacement": "scheduling.k8s.io/v1",
	}],
	"scheduling.k8s.io/v1alpha1": [{
		"kinds": {"PriorityClass"},
		"deprecated": 14,
		"removed": 23,
		"replacement": "scheduling.k8s.io/v1",
	}],
	"storage.k8s.io/v1beta1": [
		{
			"kinds": {"CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"},
			"deprecated": 19,
			"removed": 22,
			"replacement": "storage.k8s.io/v1",
		},
		{"kinds": {"CSIStorageCapacity"}, "deprecated": 24, "removed": 27, "replacement": "storage.k8s.io/v1"},
		{"kinds": {"VolumeAttributesClass"}, "deprecated": 34, "removed": 37, "replacement": "storage.k8s.io/v1"},
	],
	"storage.k8s.io/v1alpha1": [
		{
			"kinds": {"CSIStorageCapacity", "VolumeAttachment"},
			"deprecated": 21,
			"removed": 24,
			"replacement": "storage.k8s.io/v1",
		},
		{"kinds": {"VolumeAttributesClass"}, "deprecated": 32, "removed": 35, "replacement": "storage.k8s.io/v1"},
	],
	"batch/v1beta1": [{"kinds": {"CronJob"}, "deprecated": 21, "removed": 25, "replacement": "batch/v1"}],
	"discovery.k8s.io/v1beta1": [{
		"kinds": {"EndpointSlice"},
		"deprecated": 21,
		"removed": 25,
		"replacement": "discovery.k8s.io/v1",
	}],
	"events.k8s.io/v1beta1": [{
		"kinds": {"Event"},
		"deprecated": 22,
		"removed": 25,
		"replacement": "events.k8s.io/v1",
	}],
	"autoscaling/v2beta1": [{
		"kinds": {"HorizontalPodAutoscaler"},
		"deprecated": 22,
		"removed": 25,
		"replacement": "autoscaling/v2",
	}],
	"autoscaling/v2beta2": [{
		"kinds": {"HorizontalPodAutoscaler"},
		"deprecated": 23,
		"removed": 26,
		"replacement": "autoscaling/v2",
	}],
	"policy/v1beta1": [
		{"kinds": {"PodDisruptionBudget"}, "deprecated": 21, "removed": 25, "replacement": "policy/v1"},
		{"kinds": {"PodSecurityPolicy"}, "deprecated": 21, "removed": 25},
	],
	"node.k8s.io/v1beta1": [{
		"kinds": {"RuntimeClass"},
		"deprecated": 22,
		"removed": 25,
		"replacement": "node.k8s.io/v1",
	}],
	"flowcontrol.apiserver.k8s.io/v1beta1": [{
		"kinds": {"FlowSchema", "PriorityLevelConfiguration"},
		"deprecated": 23,
		"removed": 26,
		"replacement": "flowcontrol.apiserver.k8s.io/v1",
	}],
	"flowcontrol.apiserver.k8s.io/v1beta2": [{
		"kinds": {"FlowSchema", "PriorityLevelConfiguration"},
		"deprecated": 26,
		"removed": 29,
		"replacement": "flowcontrol.apiserver.k8s.io/v1",
	}],
	"flowcontrol.apiserver.k8s.io/v1beta3": [{
		"kinds": {"FlowSchema", "PriorityLevelConfiguration"},
		"deprecated": 29,
		"removed": 32,
		"replacement": "flowcontrol.apiserver.k8s.io/v1",
	}],
	"v1": [
		{"kinds": {"ComponentStatus"}, "deprecated": 19},
		{"kinds": {"Endpoints"}, "deprecated": 33},
	],
}
