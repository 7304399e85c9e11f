# The parts of an image reference, [registry[:port]/]repository[:tag][@digest], by Docker's rules: without a registry it
# is docker.io, there a single name is in library/, and without tag and digest the tag is latest.
package edict.lib.images

# The tag as written; undefined where there is none, so "registry.example:5000/app" has none.
tag(image) := parts[1] if parts := split(last_segment(image), ":")

# The tag that is pulled: latest where neither a tag nor a digest is written.
effective_tag(image) := tag(image)

effective_tag(image) := "latest" if {
	not tag(image)
	not digest(image)
}

# The digest as written, such as "sha256:…"; undefined where there is none.
digest(image) := parts[1] if parts := split(image, "@")

# True if the image is pinned by a well-formed SHA-256 or SHA-512 digest.
has_digest(image) if regex.match(`@(?:sha256:[0-9a-fA-F]{64}|sha512:[0-9a-fA-F]{128})$`, image)

last_segment(image) := segments[count(segments) - 1] if segments := split(split(image, "@")[0], "/")

# True if the image names the host of its registry.
names_host(image) if {
	segments := split(split(image, "@")[0], "/")
	count(segments) > 1
	is_host(segments[0])
}

# Host and port of the registry.
registry(image) := split(repository(image), "/")[0]

# Registry and path without tag and digest: "docker.io/library/nginx".
repository(image) := hub_place(untagged(image)) if not names_host(image)

repository(image) := host_place(untagged(image)) if names_host(image)

# The repository without its registry: "library/nginx".
path(image) := substring(place, indexof(place, "/") + 1, -1) if place := repository(image)

# The last part of the repository: "nginx".
name(image) := split(last_segment(image), ":")[0]

# The repository with what was written after it, such as "docker.io/library/nginx:1.27".
reference(image) := concat("", [repository(image), substring(image, count(untagged(image)), -1)])

# True if the repository is one of the places or lies below it: "docker.io", "registry.example:5000/team", "library/nginx".
# A place is normalized like an image; one that ends in "/*" is what stands before, any other * at the end is a prefix.
lies_in(image, places) if {
	some place in places
	some normal in normal_places(place)
	is_at_or_below(repository(image), normal)
}

lies_in(image, places) if {
	some place in places
	endswith(place, "*")
	not endswith(place, "/*")
	place != "*"
	some normal in normal_places(trim_suffix(place, "*"))
	startswith(repository(image), normal)
}

# The numbers that a tag begins with, up to three: [1, 27, 3] for v1.27.3-alpine. Undefined where it names no version.
version(tag) := [to_number(part) |
	some part in array.slice(parts, 1, 4)
	part != ""
] if {
	pattern := `^v?0*([0-9]{1,9})(?:\.0*([0-9]{1,9}))?(?:\.0*([0-9]{1,9}))?(?:[-_+.a-zA-Z].*)?$`
	parts := regex.find_all_string_submatch_n(pattern, tag, 1)[0]
}

# True if a version is below another, as far as both are written: 16 may be any 16.x and is not below 16.4.
is_below(version, minimum) if {
	length := min({count(version), count(minimum)})
	array.slice(version, 0, length) < array.slice(minimum, 0, length)
}

untagged(image) := trim_suffix(written, suffix) if {
	written := split(image, "@")[0]
	suffix := tag_suffix(written)
}

tag_suffix(written) := concat("", [":", tag(written)])

tag_suffix(written) := "" if not tag(written)

is_host("localhost")

is_host(part) if regex.match(`[.:]`, part)

is_host(part) if lower(part) != part

hub_place(path) := concat("/", ["docker.io", path]) if contains(path, "/")

hub_place(path) := concat("/", ["docker.io", "library", path]) if not contains(path, "/")

# "docker.io/nginx" is "docker.io/library/nginx"; index.docker.io and registry-1.docker.io are docker.io.
host_place(place) := hub_place(path) if {
	[host, path] := split_host(place)
	host in hub_hosts
}

host_place(place) := concat("/", [host, path]) if {
	[host, path] := split_host(place)
	not host in hub_hosts
}

split_host(place) := [lower(substring(place, 0, at)), substring(place, at + 1, -1)] if {
	at := indexof(place, "/")
	at >= 0
}

hub_hosts := {"docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com"}

is_at_or_below(_, "")

is_at_or_below(repository, place) if repository == place

is_at_or_below(repository, place) if startswith(repository, concat("", [place, "/"]))

# A place without a host may be a name or an organization of docker.io.
normal_places(place) := normal_trimmed(trim_suffix(trim_suffix(place, "/*"), "/"))

# Everywhere.
normal_trimmed("*") := {""}

normal_trimmed(place) := {concat("/", ["docker.io", place]), hub_place(place)} if {
	not place in {"", "*"}
	not is_host(split(place, "/")[0])
}

normal_trimmed(place) := {hub_host(lower(place))} if {
	not contains(place, "/")
	is_host(place)
}

normal_trimmed(place) := {concat("/", [hub_host(host), path]), host_place(place)} if {
	is_host(split(place, "/")[0])
	[host, path] := split_host(place)
}

hub_host(host) := "docker.io" if host in hub_hosts

hub_host(host) := host if not host in hub_hosts
