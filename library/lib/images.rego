# The parts of an image reference: [registry[:port]/]repository[:tag][@digest].
package edict.lib.images

# The tag as written; undefined where there is none, so "registry.example:5000/app" has none.
tag(image) := parts[1] if parts := split(last_segment(image), ":")

# The digest as written, such as "sha256:…"; undefined where there is none.
digest(image) := parts[1] if parts := split(image, "@")

last_segment(image) := segments[count(segments) - 1] if segments := split(split(image, "@")[0], "/")
