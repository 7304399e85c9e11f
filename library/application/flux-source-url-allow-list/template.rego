# A domain also allows what lies below it. The endpoint of a Bucket has no scheme; its insecure flag is for flux-source-insecure.
package edict.templates.flux_source_url_allow_list

import data.edict.lib.domains

field := "endpoint" if input.kind == "Bucket"

field := "url" if input.kind != "Bucket"

url := value if {
	value := input.spec[field]
	is_string(value)
} else := ""

violation contains result if {
	result := {
		"msg": fault,
		"violating_key": concat(".", ["spec", field]),
	}
}

fault := sprintf("The %s names no host", [field]) if {
	not host
} else := sprintf("%s is fetched without HTTPS, SSH or OCI", [url]) if {
	not is_secure
} else := sprintf("The host %s is in no allowed domain", [host]) if {
	not domains.in_any(host, input.parameters.domains)
}

host := found[1] if {
	found := regex.find_all_string_submatch_n(`^(?:[A-Za-z][A-Za-z0-9+.-]*://)?(?:[^/@]*@)?(\[[^\]]+\]|[^/:?#@]+)`, url, 1)[0]
}

is_secure if regex.match(`^(?i:https|ssh|oci)://`, url)

is_secure if {
	field == "endpoint"
	not contains(url, "://")
}

is_secure if regex.match(`^[^/:@]+@[^/:]+:`, url)
