package edict.templates.pss_apparmor

import data.edict.lib.pss_baseline

violation contains result if some result in pss_baseline.apparmor(input.parameters.exempt_images)
