package edict.templates.pss_host_ipc

import data.edict.lib.patterns
import data.edict.lib.pss_baseline

violation contains result if {
	not patterns.in_namespaces(input.parameters.exempt_namespaces)
	some result in pss_baseline.host_namespace("hostIPC", [])
}
