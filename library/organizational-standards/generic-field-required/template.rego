# A [*] asks every item for the field; without items there is nothing to ask for. Null counts as missing, empty does not.
package edict.templates.generic_field_required

import data.edict.lib.fields

violation contains result if {
	some place in fields.places(input.parameters.path)
	fields.value(place) == null
	result := {
		"msg": sprintf("The field %s is not set", [fields.key(place)]),
		"violating_key": fields.key(place),
	}
}
