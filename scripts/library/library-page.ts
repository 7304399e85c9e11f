import type { LibraryTemplateMetadata } from "@/lib/contracts/library";
import type { KindSelector } from "@/lib/domain/kinds";
import { severityRank } from "@/lib/domain/severity";
import { WORKLOAD_KINDS } from "@/lib/domain/workloads";
import type { CoveredControl, Pack, PackLibrary, Standard } from "@/lib/library/read-packs";
import { countControls } from "./coverage";
import type { Helper } from "./helpers";

/** The text of docs/library.md: every template by category, and what of each standard the templates decide. */
export function libraryPage(
  templates: readonly LibraryTemplateMetadata[],
  { standards, packs }: PackLibrary,
  helpers: readonly Helper[],
): string {
  const categories = [...new Set(templates.map(({ category }) => category))].sort();
  return [
    "# The built-in library",
    "",
    `${templates.length} templates in ${categories.length} categories. Written by \`npm run library -- --write-docs\` from`,
    "`library/`; [library-format.md](library-format.md) tells how templates are made.",
    "",
    ...coverageTable(standards),
    ...packTable(packs),
    ...categories.flatMap((category) =>
      categorySection(
        category,
        templates.filter((template) => template.category === category),
      ),
    ),
    ...standards.flatMap((standard) => standardSection(standard)),
    ...helperSection(helpers),
  ].join("\n");
}

function coverageTable(standards: readonly Standard[]): string[] {
  if (standards.length === 0) return [];
  const rows = standards.map((standard) => {
    const { controls, covered, partly, templates } = countControls(standard);
    const name = `[${standard.title}](#${anchorOf(standard.title)})`;
    return row([name, String(controls), String(covered), String(partly), String(templates)]);
  });
  return [
    "## Standards",
    "",
    "Covered in part: templates decide some of the control, people the rest.",
    "",
    ...table(["standard", "controls", "covered", "of these in part", "templates"], rows),
    "",
  ];
}

function packTable(packs: readonly Pack[]): string[] {
  if (packs.length === 0) return [];
  const rows = packs.map(({ file, templates }) => row([file.title, file.summary, String(templates.length)]));
  return ["## Packs", "", ...table(["pack", "what it is for", "templates"], rows), ""];
}

function categorySection(category: string, templates: readonly LibraryTemplateMetadata[]): string[] {
  const sorted = templates.toSorted(
    (a, b) => severityRank(a.severity) - severityRank(b.severity) || (a.id < b.id ? -1 : 1),
  );
  const rows = sorted.map(({ id, title, severity, targets, standards }) =>
    row([`\`${id}\``, title, severity, kindsText(targets), standardsText(standards)]),
  );
  return [
    `## ${category}`,
    "",
    ...table(["template", "what it finds", "severity", "kinds", "standards"], rows),
    "",
  ];
}

/** Kinds as people name them: the nine that run containers are "workloads". */
function kindsText(targets: readonly KindSelector[]): string {
  const has = (group: string, kind: string) =>
    targets.some((target) => target.group === group && target.kinds.includes(kind));
  const areWorkloads = WORKLOAD_KINDS.every(({ group, kind }) => has(group, kind));
  const isWorkload = (group: string, kind: string) =>
    WORKLOAD_KINDS.some((workload) => workload.group === group && workload.kind === kind);
  const others = targets.flatMap(({ group, kinds }) =>
    kinds.filter((kind) => !areWorkloads || !isWorkload(group, kind)),
  );
  const names = others.map((kind) => (kind === "*" ? "any" : kind));
  return [...new Set([...(areWorkloads ? ["workloads"] : []), ...names])].join(", ");
}

function standardsText(standards: LibraryTemplateMetadata["standards"]): string {
  const byStandard = new Map<string, string[]>();
  for (const { standard, control } of standards)
    byStandard.set(standard, [...(byStandard.get(standard) ?? []), control]);
  return [...byStandard].map(([standard, controls]) => `${standard} ${controls.join(", ")}`).join("; ");
}

function standardSection(standard: Standard): string[] {
  const { title, publisher, url, about, mappedBy, controls } = standard;
  const reading =
    mappedBy === "peers" ? "The mapping follows what others publish." : "The mapping is our own reading.";
  return [
    `## ${title}`,
    "",
    `${about} Published by [${publisher}](${url}). ${reading}`,
    "",
    ...table(
      ["control", "what it asks for", "templates"],
      controls.map((control) => row([control.id, control.title, decidedBy(control)])),
    ),
    "",
  ];
}

function decidedBy({ templates, notAssessed, partly }: CoveredControl): string {
  if (templates.length === 0) return `*not assessed:* ${notAssessed ?? "no reason is given"}`;
  const names = templates.map((id) => `\`${id}\``).join(", ");
  return partly === undefined ? names : `${names}; *for people:* ${partly}`;
}

function helperSection(helpers: readonly Helper[]): string[] {
  const rows = helpers.map(({ name, about }) => row([`\`${name}\``, about]));
  return [
    "## Helpers",
    "",
    "`import data.edict.lib.<name>`; what each says of itself.",
    "",
    ...table(["helper", "what it is for"], rows),
    "",
  ];
}

function table(head: readonly string[], rows: readonly string[]): string[] {
  return [row(head), row(head.map(() => "---")), ...rows];
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", String.raw`\|`).replaceAll(/\s+/g, " ")).join(" | ")} |`;
}

/** The anchor that Markdown renderers give a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}
