# A run passes where its pod template, or every step that it holds inline, forbids root; a Task where its stepTemplate or each
# step does.
package edict.templates.tekton_security_context

# Where the pod template of a run is: PipelineRuns of v1 have it under taskRunTemplate.
template_paths := {"TaskRun": [["podTemplate"]], "PipelineRun": [["taskRunTemplate", "podTemplate"], ["podTemplate"]], "Task": []}[input.kind]

own_template := ["podTemplate"] if {
	input.kind == "TaskRun"
} else := ["podTemplate"] if {
	is_string(input.apiVersion)
	contains(input.apiVersion, "beta")
} else := ["taskRunTemplate", "podTemplate"]

is_forbidden if {
	some path in template_paths
	object.get(input, array.concat(array.concat(["spec"], path), ["securityContext", "runAsNonRoot"]), null) == true
}

# {"path", "steps", "template"} of the tasks that the object holds.
tasks contains {"path": "spec", "task": input.spec} if input.kind == "Task"

tasks contains {"path": "spec.taskSpec", "task": input.spec.taskSpec} if input.kind == "TaskRun"

tasks contains {"path": sprintf("spec.pipelineSpec.%s[%d].taskSpec", [list, index]), "task": task.taskSpec} if {
	some list in ["tasks", "finally"]
	some index, task in input.spec.pipelineSpec[list]
}

violation contains result if {
	input.kind != "Task"
	not is_forbidden
	not is_forbidden_inline
	result := {
		"msg": "The run does not forbid root",
		"violating_key": concat(".", array.concat(array.concat(["spec"], own_template), ["securityContext.runAsNonRoot"])),
		"recommended_value": true,
	}
}

is_forbidden_inline if {
	input.kind == "TaskRun"
	some entry in tasks
	some _ in entry.task.steps
	every step in entry.task.steps { effective(entry.task, step) == true }
}

violation contains result if {
	some entry in tasks
	some index, step in entry.task.steps
	value := effective(entry.task, step)
	is_wrong(value)
	result := {
		"msg": sprintf("Step %v does not forbid root", [object.get(entry.task, ["steps", index, "name"], index)]),
		"violating_key": sprintf("%s.steps[%d].securityContext.runAsNonRoot", [entry.path, index]),
		"recommended_value": true,
	}
}

# In a run only a step that says so itself goes against the pod template.
is_wrong(false)

is_wrong("unset") if input.kind == "Task"

# What holds for a step: its own setting, or else that of the stepTemplate.
effective(task, step) := step.securityContext.runAsNonRoot if {
	is_boolean(step.securityContext.runAsNonRoot)
} else := task.stepTemplate.securityContext.runAsNonRoot if {
	is_boolean(task.stepTemplate.securityContext.runAsNonRoot)
} else := "unset"

violation contains result if {
	some entry in tasks
	some index, step in entry.task.steps
	step.securityContext.privileged == true
	result := privileged(sprintf("%s.steps[%d]", [entry.path, index]))
}

violation contains result if {
	some entry in tasks
	entry.task.stepTemplate.securityContext.privileged == true
	result := privileged(sprintf("%s.stepTemplate", [entry.path]))
}

privileged(path) := {
	"msg": "The step runs privileged",
	"violating_key": concat(".", [path, "securityContext.privileged"]),
	"recommended_value": false,
}
