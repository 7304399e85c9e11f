# An entry is the name of a store, for both kinds, or Kind/name. An interval of 0 never renews; without one it is 1h.
package edict.templates.external_secret_store_allow_list

import data.edict.lib.durations
import data.edict.lib.patterns

stores contains {"store": store, "key": "spec.secretStoreRef.name"} if {
	store := object.get(input, ["spec", "secretStoreRef"], {})
	is_object(store)
	is_needed(store)
}

stores contains {"store": store, "key": sprintf("spec.%s[%d].sourceRef.storeRef.name", [field, index])} if {
	some field in ["data", "dataFrom"]
	some index, item in input.spec[field]
	store := item.sourceRef.storeRef
	is_object(store)
}

is_needed(store) if store.name

is_needed(_) if not names_others

names_others if {
	some field in ["data", "dataFrom"]
	some item in input.spec[field]
	item.sourceRef
}

violation contains object.union(result, recommendation(kind)) if {
	some entry in stores
	name := object.get(entry.store, "name", "")
	kind := kind_of(object.get(entry.store, "kind", ""))
	not is_allowed(kind, name)
	result := {
		"msg": sprintf("%v '%v' is not an allowed store", [kind, name]),
		"violating_key": entry.key,
	}
}

kind_of(kind) := "SecretStore" if kind in {"", null}

kind_of(kind) := kind if not kind in {"", null}

is_allowed(_, name) if patterns.matches_any(name, input.parameters.allowed)

is_allowed(kind, name) if patterns.matches_any(sprintf("%v/%v", [kind, name]), input.parameters.allowed)

recommendation(kind) := {"recommended_value": names[0]} if {
	names := [split(entry, "/")[count(split(entry, "/")) - 1] |
		some entry in input.parameters.allowed
		fits_kind(entry, kind)
		not endswith(entry, "*")
	]
	count(names) > 0
} else := {}

fits_kind(entry, _) if not contains(entry, "/")

fits_kind(entry, kind) if startswith(entry, sprintf("%v/", [kind]))

interval := value if {
	value := input.spec.refreshInterval
	not value in {"", null}
} else := "1h"

violation contains result if {
	not is_renewed
	result := {
		"msg": sprintf("The Secret is renewed every %v; %s is the most allowed", [interval, input.parameters.max]),
		"violating_key": "spec.refreshInterval",
		"recommended_value": input.parameters.max,
	}
}

is_renewed if {
	length := durations.ns(interval)
	length > 0
	length <= durations.ns(input.parameters.max)
}
