package edict.templates.pss_host_process

import data.edict.lib.pss_baseline

violation contains result if some result in pss_baseline.host_process(input.parameters.exempt_images)
