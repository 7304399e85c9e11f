# Controls of the restricted profile that cover one of the baseline profile stand in for it, so that a field is
# reported once.
package edict.templates.pss_restricted_profile

import data.edict.lib.pss_restricted

violation contains result if {
	some result in pss_restricted.profile(input.parameters.version, input.parameters.exempt_images)
}
