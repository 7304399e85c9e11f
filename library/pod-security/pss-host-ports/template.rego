package edict.templates.pss_host_ports

import data.edict.lib.pss_baseline

violation contains result if {
	some result in pss_baseline.host_ports(input.parameters, input.parameters.exempt_images)
}
