package edict.templates.pss_run_as_user

import data.edict.lib.pss_restricted

violation contains result if {
	some result in pss_restricted.run_as_user(input.parameters.version, input.parameters.exempt_images)
}
