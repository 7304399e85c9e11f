# Which namespaces are part of an Istio mesh, by their labels.
package edict.lib.istio

# Pods get a sidecar. The label istio-injection goes before that of a revision.
has_sidecars(labels) if labels["istio-injection"] == "enabled"

has_sidecars(labels) if {
	not decides(labels)
	revision := labels["istio.io/rev"]
	not revision in {"", null}
}

decides(labels) if labels["istio-injection"] in {"enabled", "disabled"}

is_ambient(labels) if labels["istio.io/dataplane-mode"] == "ambient"

in_mesh(labels) if has_sidecars(labels)

in_mesh(labels) if is_ambient(labels)

# {"path", "tls"} of the TLS settings of a DestinationRule: for all ports, for single ones and for subsets.
client_settings := [setting |
	some policy in traffic_policies
	some setting in array.concat(
		[{"path": concat(".", [policy.path, "tls"]), "tls": tls} | tls := policy.policy.tls],
		[{"path": sprintf("%s.portLevelSettings[%d].tls", [policy.path, index]), "tls": port.tls} |
			some index, port in policy.policy.portLevelSettings
		],
	)
	is_object(setting.tls)
]

traffic_policies := array.concat(
	[{"path": "spec.trafficPolicy", "policy": policy} | policy := input.spec.trafficPolicy],
	[{"path": sprintf("spec.subsets[%d].trafficPolicy", [index]), "policy": subset.trafficPolicy} |
		some index, subset in input.spec.subsets
	],
)
