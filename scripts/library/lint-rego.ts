import { join, relative } from "node:path";
import type { LibraryTemplate } from "@/lib/library/read-library";
import { run } from "@/scripts/tools/run";
import type { Problem } from "./problem";

/**
 * Holds the Rego of the templates to OPA's strict check and formatter, and to one rule of our own: no reference that may
 * be undefined as an argument under `not`. OPA evaluates arguments before the negation, so that such a rule is silently
 * undefined where the field is absent, which is just where most rules have to speak up.
 */
export async function lintRego(
  opaPath: string,
  libraryFolder: string,
  templates: readonly LibraryTemplate[],
): Promise<Problem[]> {
  const texts = new Map<string, string>();
  for (const { folder, regoModules } of templates)
    for (const [name, text] of Object.entries(regoModules))
      texts.set(name === "template.rego" ? `${folder}/${name}` : name, text);
  const files = [...texts.keys()].map((file) => join(libraryFolder, file));
  if (files.length === 0) return [];
  const [check, format] = await Promise.all([
    run(opaPath, ["check", "--strict", ...files]),
    run(opaPath, ["fmt", "--list", ...files]),
  ]);
  const problems = [...texts].flatMap(([file, text]) => negatedReferences(file, text));
  if (check.code !== 0)
    for (const line of check.stderr.split("\n")) {
      const place = /(?:^|: )(\S+?\.rego:\d+): (.*)$/.exec(line);
      if (place) problems.push({ file: relative(libraryFolder, place[1] ?? ""), reason: place[2] ?? "" });
    }
  if (check.code !== 0 && problems.length === 0) problems.push({ file: "", reason: check.stderr.trim() });
  for (const file of format.stdout.split("\n").filter((line) => line.endsWith(".rego")))
    problems.push({ file: relative(libraryFolder, file), reason: "is not formatted; run opa fmt --write" });
  return problems;
}

const negatedCall = /\bnot\s+(?:[\w.]+\((?<call>[^()]*)\)|(?<member>[\w.[\]"]+)\s+in\b(?<list>[^{]*))/;
const openReference = /(?<![\w."])(?!input\.parameters\b)[a-z_]\w*(?:\.\w+|\[)+/;

function negatedReferences(file: string, text: string): Problem[] {
  return text.split("\n").flatMap((line, index) => {
    const groups = negatedCall.exec(line)?.groups;
    const reference = openReference.exec([groups?.call, groups?.member, groups?.list].join(" "))?.[0];
    if (reference === undefined || line.trimStart().startsWith("#")) return [];
    const reason = `"${reference}…" may be undefined, and then "not" is too; move the call into a rule of its own`;
    return [{ file: `${file}:${index + 1}`, reason }];
  });
}
