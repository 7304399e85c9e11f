# A pod without the field has the policy ClusterFirst. None has to be among the allowed policies, and its name servers
# within the allowed addresses; where no addresses are allowed, none are within.
package edict.templates.dns_policy_allowed

import data.edict.lib.selectors
import data.edict.lib.workloads

violation contains object.union(recommendation, result) if {
	is_object(workloads.pod_spec)
	result := {"msg": problem, "violating_key": workloads.pod_key("dnsPolicy")}
}

problem := sprintf("The pod has the DNS policy %v, which is not allowed", [policy]) if {
	not policy in input.parameters.allowed
}

problem := sprintf("The pod asks %s, which is no allowed name server", [concat(", ", refused)]) if {
	uses_own_servers
	refused := [sprintf("%v", [server]) |
		some server in workloads.pod_spec.dnsConfig.nameservers
		not is_allowed(server)
	]
	count(refused) > 0
}

problem := "The pod has the DNS policy None, but names no name server" if {
	uses_own_servers
	not names_servers
}

uses_own_servers if {
	policy == "None"
	policy in input.parameters.allowed
}

names_servers if some _ in workloads.pod_spec.dnsConfig.nameservers

is_allowed(server) if {
	is_string(server)
	selectors.within_any(server, input.parameters.nameserver_cidrs)
}

default policy := "ClusterFirst"

policy := value if {
	value := workloads.pod_spec.dnsPolicy
	not value in {"", null}
}

recommendation := {"recommended_value": choices[0]} if {
	count(choices) > 0
} else := {}

# ClusterFirst where it is allowed, else the first policy that needs no name servers.
choices := array.concat(
	[choice | some choice in input.parameters.allowed; choice == "ClusterFirst"],
	[choice | some choice in input.parameters.allowed; choice != "None"],
)
