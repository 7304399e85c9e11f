# The pod's field is the one that is missing where neither it nor a container's is set.
package edict.templates.pss_seccomp_restricted

import data.edict.lib.pss_restricted

violation contains result if {
	some result in pss_restricted.seccomp(input.parameters.version, input.parameters.exempt_images)
}
