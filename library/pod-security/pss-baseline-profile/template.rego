package edict.templates.pss_baseline_profile

import data.edict.lib.pss_baseline

violation contains result if {
	some result in pss_baseline.profile(input.parameters.version, input.parameters.exempt_images)
}
