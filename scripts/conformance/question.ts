import type { ConformanceCase } from "./cases";
import { exactStringify } from "./exact-json";

const PACKAGE = "edict_conformance";
/** A query for all of `data`. */
const ALL = /^data =(?!=)/;

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

function queryModule(item: ConformanceCase): string {
  const { query, version, want_result: results, input_term: term } = item;
  const names = new Set((results ?? []).flatMap((bindings) => Object.keys(bindings)));
  const bindings = `{${[...names].map((name) => `"${name}": ${name}`).join(", ")}}`;
  const head = version === "v0" ? `bindings[${bindings}]` : `bindings contains ${bindings} if`;
  const replaced = term == null ? "" : ` with input as ${term.trim()}`;
  const answer = version === "v0" ? "answer = x { x =" : "answer = x if { x =";
  const asksForAll = ALL.test(query.trim());
  return `package ${PACKAGE}

${head} {
	${asksForAll ? query.trim().replace(ALL, `data.${PACKAGE}.all =`) : query.trim()}
}
${asksForAll ? allOfData(item) : ""}
${answer} data.${PACKAGE}.bindings${replaced} }
`;
}

/** All documents but that of our own module, which cannot be a part of its own answer. */
function allOfData({ modules, version, data }: ConformanceCase): string {
  const packages = (modules ?? []).flatMap((text) => /^\s*package\s+(\w+)/m.exec(text)?.[1] ?? []);
  const names = [...new Set([...packages, ...Object.keys(data ?? {})])];
  const condition = version === "v0" ? "" : "if ";
  return names
    .map((name) => `\nall["${name}"] = document ${condition}{ document = data["${name}"] }\n`)
    .join("");
}
