package edict.templates.jenkins_controller_hardening

import data.edict.lib.software

image := `(^|/)jenkins(:|@|$)`

violation contains result if {
	some entry in software.containers(image)
	some name in ["JAVA_OPTS", "JENKINS_JAVA_OPTS", "JENKINS_JAVA_OPTIONS", "JENKINS_OPTS"]
	value := software.literal(entry, name)
	is_string(value)
	faults := [fault | some fault, pattern in switches; regex.match(pattern, value)]
	count(faults) > 0
	result := object.union(
		software.finding(entry, software.value_field(entry, name), sprintf("switches off %s in %s", [concat(" and ", sort(faults)), name])),
		{"recommended_action": "remove"},
	)
}

switches := {
	"content security": `hudson\.model\.DirectoryBrowserSupport\.CSP=(\s|$|""|'')|hudson\.model\.DirectoryBrowserSupport\.CSP=\\?["']\s*\\?["']`,
	"the protection against forged requests": `(?i)DISABLE_CSRF_PROTECTION=true`,
}

violation contains result if {
	some entry in software.containers(image)
	entry.container.securityContext.privileged == true
	result := object.union(
		software.finding(entry, "securityContext.privileged", "runs privileged"),
		{"recommended_value": false},
	)
}
