package edict.templates.pss_privileged

import data.edict.lib.pss_baseline

violation contains result if some result in pss_baseline.privileged(input.parameters.exempt_images)
