# Upper and lower case of the value do not count.
package edict.templates.knative_https_only

import data.edict.lib.labels

name := "networking.knative.dev/http-protocol"

violation contains result if {
	not labels.fits("annotations", name, `(?i)^redirected$`)
	result := {
		"msg": sprintf("%s; redirected is required", [labels.describe("annotations", name)]),
		"violating_key": labels.key("annotations", name),
		"recommended_value": "redirected",
	}
}
