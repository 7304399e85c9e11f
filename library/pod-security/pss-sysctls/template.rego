package edict.templates.pss_sysctls

import data.edict.lib.pss_baseline

violation contains result if {
	some result in pss_baseline.sysctls(input.parameters.version, input.parameters.extra_allowed, [])
}
