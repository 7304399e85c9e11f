# Names compare exactly, as the standard does: all or CAP_NET_BIND_SERVICE do not count.
package edict.templates.pss_capabilities_restricted

import data.edict.lib.pss_restricted

violation contains result if {
	parameters := input.parameters
	some result in pss_restricted.capabilities(parameters.allowed_add, parameters.version, parameters.exempt_images)
}
