package edict.templates.pss_selinux

import data.edict.lib.pss_baseline

violation contains result if {
	parameters := input.parameters
	some result in pss_baseline.selinux(parameters.allowed_types, parameters.version, parameters.exempt_images)
}
