# Names compare exactly, as the standard does: neither CAP_CHOWN nor chown is CHOWN, and ALL is none of the defaults.
package edict.templates.pss_capabilities_baseline

import data.edict.lib.pss_baseline

violation contains result if {
	some result in pss_baseline.capabilities(input.parameters.allowed, input.parameters.exempt_images)
}
