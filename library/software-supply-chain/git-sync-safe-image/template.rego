# Judged are containers whose image is called git-sync or that have a variable of it. A reference $(NAME) to a variable of
# the container is no command. Passwords may hold any character. What comes from elsewhere cannot be judged.
package edict.templates.git_sync_safe_image

import data.edict.lib.env
import data.edict.lib.images
import data.edict.lib.patterns
import data.edict.lib.workloads

syncers := [entry |
	some entry in workloads.containers
	is_git_sync(entry)
	not patterns.matches_any(workloads.image(entry), input.parameters.exempt_images)
]

is_git_sync(entry) if contains(images.path(workloads.image(entry)), "git-sync")

is_git_sync(entry) if {
	some item in env.variables
	item.entry == entry
	name := env.name(item.variable)
	startswith(name, "GIT")
	regex.match(`^GIT_?SYNC_`, name)
}

# What git-sync reads: {"entry", "key", "text", "repo"} where repo is the address in the text, if it holds one.
settings contains {"entry": item.entry, "key": env.argument_key(item), "text": item.text, "repo": repo_of(item)} if {
	some entry in syncers
	some item in env.arguments
	item.entry == entry
	item.field == "args"
}

settings contains {"entry": item.entry, "key": env.argument_key(item), "text": item.text, "repo": repo_of(item)} if {
	some entry in syncers
	some item in env.arguments
	item.entry == entry
	item.field == "command"
	program := item.entry.container.command[0]
	is_string(program)
	contains(program, "git-sync")
}

settings contains {"entry": item.entry, "key": env.variable_key(item, "value"), "text": value, "repo": variable_repo(name, value)} if {
	some entry in syncers
	some item in env.variables
	item.entry == entry
	name := env.name(item.variable)
	regex.match(`^GIT_?SYNC_`, name)
	not regex.match(`PASSWORD|TOKEN|SECRET|CREDENTIAL`, name)
	value := env.literal(item.variable)
	is_string(value)
}

repo_of(item) := regex.replace(item.text, `^--?repo=`, "") if {
	regex.match(`^--?repo=`, item.text)
} else := item.text if {
	item.entry.container[item.field][item.index - 1] in {"--repo", "-repo"}
} else := ""

variable_repo(name, value) := value if regex.match(`^GIT_?SYNC_REPO$`, name)

variable_repo(name, _) := "" if not regex.match(`^GIT_?SYNC_REPO$`, name)

violation contains result if {
	some setting in settings
	has_shell_characters(setting)
	result := finding(setting, "can be made to run a command")
}

violation contains result if {
	some setting in settings
	not has_shell_characters(setting)
	setting.repo != ""
	not is_https(setting)
	not is_unknown(setting)
	result := finding(setting, "fetches a repository without HTTPS")
}

has_shell_characters(setting) if regex.match("[;&|`<>\n\r]|\\$[({]", without_references(setting))

# The text without references to the container's own variables.
without_references(setting) := strings.replace_n(
	{sprintf("$(%s)", [name]): "" | some variable in setting.entry.container.env; name := env.name(variable)},
	setting.text,
)

is_https(setting) if startswith(lower(setting.repo), "https://")

is_unknown(setting) if env.is_withheld(setting.repo)

is_unknown(setting) if regex.match(`^\$\([A-Za-z0-9_.-]+\)$`, setting.repo)

finding(setting, problem) := {
	"msg": sprintf("%s %s", [workloads.describe(setting.entry), problem]),
	"violating_key": setting.key,
}
