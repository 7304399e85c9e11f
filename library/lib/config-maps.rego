# The values of a ConfigMap as texts.
package edict.lib.config_maps

import data.edict.lib.paths

# {"key", "name", "text"} of every value, binary ones decoded; `key` is the full path.
values := [{"key": paths.member(field, name), "name": name, "text": text} |
	some field in ["data", "binaryData"]
	some name, value in input[field]
	is_string(value)
	text := decoded(field, value)
]

decoded("data", value) := value

decoded("binaryData", value) := base64.decode(value) if base64.is_valid(value)

# What the agent withheld is no base64.
decoded("binaryData", value) := value if not base64.is_valid(value)
