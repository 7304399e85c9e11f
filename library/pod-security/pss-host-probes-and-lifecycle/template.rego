package edict.templates.pss_host_probes_and_lifecycle

import data.edict.lib.pss_baseline

violation contains result if {
	some result in pss_baseline.host_probes_and_lifecycle(input.parameters.version, input.parameters.exempt_images)
}
