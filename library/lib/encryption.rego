# Which storage classes and volumes are encrypted. Rules: provisioner → parameter → value. In the names a * stands for any
# text; as value it stands for anything that does not switch the parameter off.
package edict.lib.encryption

default_rules := {
	"ebs.csi.aws.com": {"encrypted": "true"},
	"kubernetes.io/aws-ebs": {"encrypted": "true"},
	"pd.csi.storage.gke.io": {"disk-encryption-kms-key": "*"},
	"kubernetes.io/gce-pd": {"disk-encryption-kms-key": "*"},
	"disk.csi.azure.com": {"diskEncryptionSetID": "*"},
	"kubernetes.io/azure-disk": {"diskEncryptionSetID": "*"},
	"*csi*": {"*encrypt*": "*"},
}

# The rule of a provisioner: its own, or else one whose name fits; undefined where there is none.
rule(provisioner, rules) := rules[provisioner] if {
	is_object(rules[provisioner])
} else := rules[fitting[0]] if {
	is_string(provisioner)
	fitting := sort([name | some name, _ in rules; glob.match(name, null, provisioner)])
}

# True if the parameters say what the rule asks for.
satisfied(found, parameters) if {
	every name, value in found { is_on(name, value, parameters) }
}

is_on(name, value, parameters) if {
	some written, setting in parameters
	is_string(written)
	glob.match(lower(name), null, lower(written))
	is_string(setting)
	fits(lower(trim_space(setting)), lower(value))
}

fits(setting, "*") if not setting in {"", "false", "no", "none", "off", "disabled", "0"}

fits(setting, value) if {
	value != "*"
	setting == value
}
