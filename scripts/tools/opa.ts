import { fitByVersion } from "./fit";
import { goSource } from "./go";
import { acquire, type Part } from "./part";
import type { Log } from "./paths";

/** The one OPA release Edict compiles and checks Rego with: stored modules are tied to their compiler. */
export const opaVersion = "1.22.2";

const opa: Part = {
  name: "opa",
  environmentVariable: "OPA_PATH",
  pathNames: ["opa"],
  fit: (path) =>
    fitByVersion(path, ["version"], /^Version: (\S+)/m, (version) => version === opaVersion, opaVersion),
  sources: [
    goSource({
      name: "opa",
      title: `OPA ${opaVersion}`,
      duration: "about a minute",
      target: { install: `github.com/open-policy-agent/opa@v${opaVersion}` },
    }),
  ],
  advice: `Install OPA ${opaVersion} and set OPA_PATH, or install Go and start again.`,
};

/**
 * The Rego compiler.
 * @returns the absolute path of `opa`, exactly {@link opaVersion}
 * @throws MissingPartError
 */
export function ensureOpa(log: Log): Promise<string> {
  return acquire(opa, log);
}
