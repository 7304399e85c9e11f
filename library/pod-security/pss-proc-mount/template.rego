package edict.templates.pss_proc_mount

import data.edict.lib.pss_baseline

violation contains result if {
	parameters := input.parameters
	some result in pss_baseline.proc_mount(parameters.version, parameters.profile, parameters.exempt_images)
}
