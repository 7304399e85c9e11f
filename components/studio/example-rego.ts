/** A small whole template: what it reads, what it answers. */
export const exampleRego = `package edict.example.required_label

# input is the entity; input.parameters holds what a policy fills in.
violation contains result if {
	label := input.parameters.label
	not input.metadata.labels[label]
	result := {
		"msg": sprintf("The label '%v' is missing", [label]),
		"violating_key": sprintf("metadata.labels[%q]", [label]),
	}
}
`;
