import { canonicalJson, type Json } from "@/lib/domain/json";
import { getAt, parsePointer, type Segment } from "@/lib/domain/pointer";
import type { Case, Verdict } from "./cases";
import { openWorkbench, type CheckOptions } from "./check-templates";
import type { Engine } from "./engine";
import { placesOf, replaceAt, replacementsFor, textOfReplacement, type Replacement } from "./mutate";
import type { FixtureCase, PreparedTemplate } from "./prepare";

/** Longest value that is printed as a whole. */
const shownMax = 60;
const containerLists = ["containers", "initContainers", "ephemeralContainers"] as const;
/** Last steps of a path that make fields of different objects the same. */
const fieldLength = 3;

/** `varies`: one fixture passes with the value, another is reported. */
const outcomes = ["passes", "varies", "reported", "error"] as const;
type Outcome = (typeof outcomes)[number];

/** A small change of a fixture, and the field it was made at. */
interface Mutation {
  path: string;
  value: Replacement;
  case: Case;
  /** Keys that the fixture is reported at as it was written. */
  expected: ReadonlySet<string>;
  /** The key that is reported there, or null in a passing fixture. */
  key: string | null;
}

/**
 * Prints, for each field that failing fixtures are reported at, with which values the template passes and which it
 * reports. A person looks it through for values that are on the wrong side.
 */
export async function printMutations(options: CheckOptions): Promise<void> {
  const { wanted, engine } = await openWorkbench(options);
  try {
    for (const item of wanted) {
      if (engine.faultOf(item.template) !== null) continue;
      process.stdout.write(`\n${item.template.folder}\n`);
      await printTemplate(mutationsOf(item), engine);
    }
  } finally {
    options.progress.end();
    await engine.close();
  }
}

async function printTemplate(mutations: readonly Mutation[], engine: Engine): Promise<void> {
  const verdicts = await engine.judge(
    mutations.map((mutation) => mutation.case),
    { strict: true },
  );
  const isOnly = new Set(mutations.map((mutation) => canonicalJson(mutation.case.parameters))).size === 1;
  const fields = new Map<string, Map<string, Outcome>>();
  for (const [index, mutation] of mutations.entries()) {
    const name = `${mutation.path}${parametersText(mutation, isOnly)}`;
    const field = fields.get(name) ?? new Map<string, Outcome>();
    fields.set(name, field);
    const outcome = outcomeOf(mutation, verdicts[index]?.verdict ?? { error: "was not judged" });
    const text = textOfReplacement(mutation.value);
    const known = field.get(text) ?? outcome;
    field.set(text, known === outcome ? outcome : "varies");
  }
  for (const [path, values] of fields) {
    process.stdout.write(`  ${path}\n`);
    for (const outcome of outcomes) {
      const texts = [...values].flatMap(([text, found]) => (found === outcome ? [clip(text)] : []));
      if (texts.length > 0) process.stdout.write(`    ${outcome.padEnd(9)} ${texts.join("  ")}\n`);
    }
    if ([...values.values()].every((outcome) => outcome === "reported"))
      process.stdout.write("    nothing that was tried passes\n");
  }
}

/** In a passing fixture any result counts; in a failing one what is at the field, or had not been reported before. */
function outcomeOf({ key, expected }: Mutation, verdict: Verdict): Outcome {
  if ("error" in verdict) return "error";
  const found = verdict.results.map(({ violating_key }) => violating_key);
  const isReported =
    key === null
      ? found.length > 0
      : found.some((other) => other === key || typeof other !== "string" || !expected.has(other));
  return isReported ? "reported" : "passes";
}

/** The parameters of a mutation as far as the template is tested with others too: verdicts of different policies do not mix. */
function parametersText({ case: { parameters } }: Mutation, isOnly: boolean): string {
  return isOnly ? "" : `  with ${clip(canonicalJson(parameters))}`;
}

function mutationsOf({ cases }: PreparedTemplate): Mutation[] {
  const written = cases.filter(({ written: isWritten }) => isWritten);
  const parameters = written.map((item) => item.case.parameters);
  const known = knownValues(written);
  const fields = fieldsOf(written);
  return [...fields.values()].flatMap(({ kind, path, text }) => {
    const replacements = replacementsFor(known.get(fieldName(path)) ?? [], parameters);
    return written
      .filter((item) => item.kind === kind)
      .flatMap((item) =>
        placesOf(item.case.object, path).flatMap((place) => mutate(item, place, text, replacements)),
      );
  });
}

/** What fixtures have, and are recommended to have, at the fields that are reported, whatever list and kind they are in. */
function knownValues(written: readonly FixtureCase[]): Map<string, Json[]> {
  const paths = [...fieldsOf(written).values()].map(({ path }) => path);
  const siblings = paths.flatMap((path) =>
    containerLists.map((list) => path.map((segment) => (isContainerList(segment) ? list : segment))),
  );
  const known = new Map<string, Json[]>();
  const add = (path: readonly Segment[], value: Json | undefined) => {
    if (value !== undefined) known.set(fieldName(path), [...(known.get(fieldName(path)) ?? []), value]);
  };
  for (const { case: item, fixture } of written) {
    for (const path of siblings)
      for (const place of placesOf(item.object, path)) add(path, getAt(item.object, place).value);
    for (const { path, recommended } of fixture.expect) add(parsePointer(path), recommended);
  }
  return known;
}

/** The field of a path: all lists of containers are one, and where in the object it is does not count. */
function fieldName(path: readonly Segment[]): string {
  return path
    .map((segment) =>
      typeof segment === "number" ? "[]" : isContainerList(segment) ? "containers" : segment,
    )
    .slice(-fieldLength)
    .join(".");
}

function isContainerList(segment: Segment): boolean {
  return containerLists.some((list) => list === segment);
}

/** The fields that failing fixtures are reported at, by kind; indices do not tell them apart. */
function fieldsOf(written: readonly FixtureCase[]) {
  const fields = new Map<string, { kind: string; path: Segment[]; text: string }>();
  for (const { kind, fixture } of written)
    for (const { path } of fixture.expect) {
      const segments = parsePointer(path);
      const text = `${kind} ${segments.map((segment) => (typeof segment === "number" ? "[]" : segment)).join(".")}`;
      fields.set(text, { kind, path: segments, text });
    }
  return fields;
}

function mutate(
  item: FixtureCase,
  place: readonly Segment[],
  path: string,
  replacements: readonly Replacement[],
): Mutation[] {
  const expected = new Set(item.fixture.expect.map(({ violatingKey }) => violatingKey));
  const pointer = JSON.stringify(place);
  const reported = item.fixture.expect.find((entry) => JSON.stringify(parsePointer(entry.path)) === pointer);
  // In a failing fixture only the fields that are reported tell something.
  if (item.outcome === "fail" && reported === undefined) return [];
  return replacements.flatMap((value) => {
    const object = replaceAt(item.case.object, place, value);
    return object === null
      ? []
      : [{ path, value, case: { ...item.case, object }, expected, key: reported?.violatingKey ?? null }];
  });
}

function clip(text: string): string {
  return text.length > shownMax ? `${text.slice(0, shownMax)}…` : text;
}
