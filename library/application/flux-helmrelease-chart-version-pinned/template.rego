# The version counts for charts of a HelmRepository; charts from Git or a Bucket, and chartRef, have their version elsewhere.
# With allow_ranges a range that excludes something passes.
package edict.templates.flux_helmrelease_chart_version_pinned

violation contains result if {
	chart := input.spec.chart.spec
	not is_kept_elsewhere
	version := version_of(chart)
	not is_pinned(version)
	result := {
		"msg": sprintf("The chart version %s is not an exact one", [version]),
		"violating_key": "spec.chart.spec.version",
	}
}

is_kept_elsewhere if input.spec.chart.spec.sourceRef.kind in {"GitRepository", "Bucket"}

version_of(chart) := chart.version if {
	is_string(chart.version)
	trim_space(chart.version) != ""
} else := "*"

is_pinned(version) if {
	regex.match(`^=?\s*v?[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$`, version)
	not regex.match(`^[^-+]*[xX*]`, version)
}

is_pinned(version) if {
	input.parameters.allow_ranges
	not regex.match(`^\s*([xX*]|>=?\s*0(\.0)*(-0)?)\s*$`, version)
}
