package edict.templates.pss_allow_privilege_escalation

import data.edict.lib.pss_restricted

violation contains result if {
	some result in pss_restricted.privilege_escalation(input.parameters.version, input.parameters.exempt_images)
}
