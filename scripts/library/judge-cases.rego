# Judges each case of the input by the template it names. A module of its own, because OPA answers an ad hoc query that
# replaces `input` inside a comprehension with empty sets.
package edict.judge_cases

results[id] := found if {
	some id, c in input.cases
	found := data.edict.templates[c.name].violation with input as c.input with data.inventory as c.inventory
}
