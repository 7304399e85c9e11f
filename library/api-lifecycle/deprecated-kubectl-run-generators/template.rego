# Labels that Kubernetes itself adds to pods don't count.
package edict.templates.deprecated_kubectl_run_generators

violation contains result if {
	value := input.metadata.labels.run
	value != null
	others := [key | some key, _ in input.metadata.labels; key != "run"; not key in added_by_controllers]
	count(others) == 0
	result := {
		"msg": sprintf("run: %v is the only label", [value]),
		"violating_key": "metadata.labels.run",
	}
}

added_by_controllers := {
	"apps.kubernetes.io/pod-index",
	"batch.kubernetes.io/controller-uid",
	"batch.kubernetes.io/job-name",
	"controller-revision-hash",
	"controller-uid",
	"job-name",
	"pod-template-generation",
	"pod-template-hash",
	"statefulset.kubernetes.io/pod-name",
}
