# Claims for storage: a PersistentVolumeClaim, or the claim templates of a StatefulSet.
package edict.lib.claims

legacy_class := "volume.beta.kubernetes.io/storage-class"

# {"claim", "prefix", "owner"} of each; the prefix leads to the claim's own fields.
all := [{"claim": input, "prefix": "", "owner": "The claim"}] if input.kind == "PersistentVolumeClaim"

all := [{"claim": claim, "prefix": prefix, "owner": owner} |
	some i, claim in input.spec.volumeClaimTemplates
	is_object(claim)
	prefix := sprintf("spec.volumeClaimTemplates[%d].", [i])
	owner := sprintf("The claim template '%v'", [object.get(claim, ["metadata", "name"], i)])
] if input.kind == "StatefulSet"

# The full path of a field of the claim.
key(entry, field) := concat("", [entry.prefix, field])

# The storage class; "" asks for a volume without one. Undefined where none is named, so that the default class counts.
class(entry) := annotation(entry) if {
	is_string(annotation(entry))
} else := entry.claim.spec.storageClassName if {
	is_string(entry.claim.spec.storageClassName)
}

annotation(entry) := entry.claim.metadata.annotations[legacy_class]

# The full path of what names the class: the annotation of old wins where it is there.
class_key(entry) := key(entry, sprintf("metadata.annotations[%q]", [legacy_class])) if {
	is_string(annotation(entry))
} else := key(entry, "spec.storageClassName")
