# A volume without any source passes; the API server makes it an emptyDir.
package edict.templates.pss_volume_types

import data.edict.lib.pss_restricted

violation contains result if some result in pss_restricted.volume_types(input.parameters.allowed, [])
