# A field that is missing does not have the value. A [*] asks every item. between compares numbers and quantities such as
# 500m or 2Gi, ends included.
package edict.templates.generic_field_value

import data.edict.lib.fields
import data.edict.lib.quantities

violation contains object.union(result, recommendation(found)) if {
	is_complete
	some place in fields.places(input.parameters.path)
	found := fields.value(place)
	not is_right(input.parameters.operator, found)
	result := {
		"msg": sprintf("The field %s %s; %s", [fields.key(place), detected(found), wanted]),
		"violating_key": fields.key(place),
	}
}

expected := input.parameters.value

# A comparison with nothing to compare with finds nothing.
is_complete if {
	input.parameters.operator == "equals"
	count(expected) > 0
}

is_complete if {
	input.parameters.operator == "in"
	is_array(listed)
}

is_complete if {
	input.parameters.operator == "matches"
	is_string(pattern)
}

is_complete if {
	input.parameters.operator == "between"
	some bound in ["min", "max"]
	has(bound)
}

has(name) if {
	some given, _ in expected
	given == name
}

# An object that names no comparison is itself the value to be equal to.
wanted_value := expected.value if {
	has("value")
} else := expected

listed := expected.values if {
	has("values")
} else := expected.value

pattern := expected.pattern if {
	has("pattern")
} else := expected.value if {
	is_string(expected.value)
	regex.is_valid(expected.value)
}

is_right("equals", found) if found == wanted_value

is_right("in", found) if found in listed

is_right("matches", found) if {
	not is_null(found)
	not is_object(found)
	not is_array(found)
	regex.match(pattern, sprintf("%v", [found]))
}

is_right("between", found) if {
	quantities.value(found) >= quantities.value(object.get(expected, "min", found))
	quantities.value(found) <= quantities.value(object.get(expected, "max", found))
}

detected(null) := "is not set"

detected(found) := sprintf("is %s", [json.marshal(found)]) if found != null

wanted := sprintf("%s is required", [json.marshal(wanted_value)]) if input.parameters.operator == "equals"

wanted := sprintf("one of %s is required", [json.marshal(listed)]) if input.parameters.operator == "in"

wanted := sprintf("a value that matches %s is required", [pattern]) if input.parameters.operator == "matches"

wanted := sprintf("it has to be %s", [concat(" and ", [sprintf("%s %v", [words, expected[bound]]) |
	some [bound, words] in [["min", "at least"], ["max", "at most"]]
	expected[bound] != null
])]) if {
	input.parameters.operator == "between"
}

recommendation(_) := {"recommended_value": wanted_value} if input.parameters.operator == "equals"

recommendation(_) := {"recommended_value": value |
	some index, value in listed
	index == 0
} if {
	input.parameters.operator == "in"
}

recommendation(_) := {} if input.parameters.operator == "matches"

recommendation(found) := {"recommended_value": nearest(found)} if {
	input.parameters.operator == "between"
}

nearest(found) := expected.max if {
	quantities.value(found) > quantities.value(expected.max)
} else := expected.min if {
	is_number(quantities.value(expected.min))
} else := expected.max
