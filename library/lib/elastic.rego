# Settings of Elasticsearch: in variables under their own name or with ES_SETTING_, after -E on the command line, and in the
# node sets of an Elasticsearch resource.
package edict.lib.elastic

import data.edict.lib.flags
import data.edict.lib.mounted_config
import data.edict.lib.paths
import data.edict.lib.software

image := `(^|/)elasticsearch(-wolfi|-ubi[0-9]*)?(:|@|$)`

servers := software.servers(
	image,
	{"curl", "sysctl", "elasticsearch-certutil", "elasticsearch-keystore", "elasticsearch-setup-passwords"},
)

is_configured(entry) if {
	mounted_config.holds(
		entry,
		{"/usr/share/elasticsearch/config", "/opt/bitnami/elasticsearch/config", "/opt/bitnami/elasticsearch/my_config"},
		"elasticsearch.yml",
	)
}

# {"value", "field", "prefix"} of every time that a container has the setting written out; `prefix` is what stands before
# the value in its field, left out where the field holds more words.
settings(entry, name) := array.concat(
	[setting |
		some spelling in spellings(name)
		value := software.literal(entry, spelling)
		setting := {"value": lower(sprintf("%v", [value])), "field": software.value_field(entry, spelling), "prefix": ""}
	],
	[object.union({"value": lower(trim(parts[2], `"'`)), "field": word.field}, prefix(word, parts)) |
		some word in flags.words(entry)
		parts := regex.find_all_string_submatch_n(sprintf(`^((?:-E)?%s=)(.*)$`, [replace(name, ".", `\.`)]), word.text, 1)[0]
	],
)

prefix(word, parts) := {"prefix": parts[1]} if word.alone

prefix(word, _) := {} if not word.alone

spellings(name) := [
	name,
	sprintf("ES_SETTING_%s", [replace(replace(upper(name), "_", "__"), ".", "_")]),
]

# True if the container has the setting, from wherever.
is_given(entry, name) if count(settings(entry, name)) > 0

is_given(entry, name) if {
	some spelling in spellings(name)
	software.is_given(entry, spelling)
}

# The right value, as a recommended value for where the setting stands.
corrected(setting, value) := {"recommended_value": concat("", [setting.prefix, value])}

corrected(setting, _) := {} if not is_string(object.get(setting, "prefix", null))

# {"value", "key"} of the setting in the node sets of an Elasticsearch resource, with dots in its name or nested.
node_settings(name) := [{"value": value, "key": key} |
	some index, set in input.spec.nodeSets
	is_object(set.config)
	walk(set.config, [path, value])
	every step in path { is_string(step) }
	concat(".", path) == name
	members := concat("", [paths.member("", step) | some step in path])
	key := sprintf("spec.nodeSets[%d].config%s", [index, members])
] if {
	input.kind == "Elasticsearch"
}
