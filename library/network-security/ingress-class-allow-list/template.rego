# The class is read from the field and from the old annotation; whichever of the two is wrong is reported.
package edict.templates.ingress_class_allow_list

field := input.spec.ingressClassName if {
	is_string(input.spec.ingressClassName)
	input.spec.ingressClassName != ""
}

annotation := input.metadata.annotations["kubernetes.io/ingress.class"]

violation contains result if {
	not field
	not annotation
	result := finding("No ingress class is set", "spec.ingressClassName")
}

violation contains result if {
	not field in input.parameters.allowed
	result := finding(sprintf("The ingress class %s is not allowed", [field]), "spec.ingressClassName")
}

violation contains result if {
	not annotation in input.parameters.allowed
	result := finding(
		sprintf("The ingress class %v is not allowed", [annotation]),
		`metadata.annotations["kubernetes.io/ingress.class"]`,
	)
}

finding(message, key) := object.union(
	{"msg": message, "violating_key": key},
	{"recommended_value": class | some class in array.slice(input.parameters.allowed, 0, 1)},
)
