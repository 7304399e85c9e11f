package edict.templates.removed_in_1_29

import data.edict.lib.versions

violation contains result if some result in versions.removed_in(29)
