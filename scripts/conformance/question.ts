import type { ConformanceCase } from "./cases";
import { exactStringify } from "./exact-json";

const PACKAGE = "edict_conformance";

/**
 * The line of a batch that asks what a case asks: a module of ours collects the bindings of the query, as a set of objects.
 * Variables that the case does not expect are left out of them.
 */
export function toLine(item: ConformanceCase): string {
  const modules = Object.fromEntries((item.modules ?? []).map((text, index) => [`test-${index}.rego`, text]));
  const { strict_error: strictErrors } = item;
  return exactStringify({
    id: item.id,
    rego: {
      modules: { ...modules, "edict-conformance.rego": queryModule(item) },
      version: item.version,
      entrypoint: `${PACKAGE}/answer`,
    },
    ...(item.data !== undefined && item.data !== null && { data: item.data }),
    ...(Object.hasOwn(item, "input") && item.input_term == null && { input: item.input }),
    ...(strictErrors === true && { strictErrors }),
  });
}

function queryModule({ query, version, want_result: results, input_term: term }: ConformanceCase): string {
  const names = new Set((results ?? []).flatMap((bindings) => Object.keys(bindings)));
  const bindings = `{${[...names].map((name) => `"${name}": ${name}`).join(", ")}}`;
  const head = version === "v0" ? `bindings[${bindings}]` : `bindings contains ${bindings} if`;
  const replaced = term == null ? "" : ` with input as ${term.trim()}`;
  const answer = version === "v0" ? "answer = x { x =" : "answer = x if { x =";
  return `package ${PACKAGE}

${head} {
	${query.trim()}
}

${answer} data.${PACKAGE}.bindings${replaced} }
`;
}
