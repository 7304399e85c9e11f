package edict.templates.pss_seccomp_baseline

import data.edict.lib.pss_baseline

violation contains result if {
	some result in pss_baseline.seccomp(input.parameters.version, input.parameters.exempt_images)
}
