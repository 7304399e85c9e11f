package edict.templates.pss_host_path_volumes

import data.edict.lib.pss_baseline

violation contains result if some result in pss_baseline.host_path_volumes([])
