# One annotation with its value is enough, since each cloud reads only its own. The recommended value puts one that is there
# with another value right, or else adds the first one.
package edict.templates.loadbalancer_internal_only

annotations := {key: value | some key, value in input.metadata.annotations}

violation contains result if {
	input.spec.type == "LoadBalancer"
	not is_internal
	result := object.union(
		{
			"msg": "No annotation makes the load balancer internal",
			"violating_key": "metadata.annotations",
		},
		{"recommended_value": object.union(annotations, addition) | some addition in array.slice(candidates, 0, 1)},
	)
}

is_internal if {
	some key, value in input.parameters.annotations
	annotations[key] == value
}

candidates := array.concat(
	[{key: input.parameters.annotations[key]} | some key in names; annotations[key]],
	[{key: input.parameters.annotations[key]} | some key in names],
)

names := sort(object.keys(input.parameters.annotations))
