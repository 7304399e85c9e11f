import { canonicalJson, isArray, isObject, type Json, type JsonObject } from "@/lib/domain/json";
import type { Segment } from "@/lib/domain/pointer";
import type { Case } from "./cases";
import type { Engine } from "./engine";
import { replaceAt } from "./mutate";
import type { PreparedTemplate } from "./prepare";
import type { Problem } from "./problem";
import { createRandom } from "./random";

const seed = 20_260_102;
const values: readonly Json[] = [null, true, "other", 7, [], {}];
/** Values tried at each place of a fixture. */
const triesMax = 2;

interface OddCase {
  file: string;
  place: string;
  value: Json;
  case: Case;
}

/**
 * Puts values of other types at every place of every fixture, one at a time: a manifest that nobody has validated may hold
 * anything. No verdict is expected, but no error of a built-in function either.
 */
export async function tryOddValues(
  wanted: readonly PreparedTemplate[],
  engine: Engine,
  tell: (share: number) => void,
): Promise<Problem[]> {
  const random = createRandom(seed);
  const problems: Problem[] = [];
  for (const [index, { template, cases }] of wanted.entries()) {
    const odd = cases
      .filter(({ written }) => written)
      .flatMap(({ file, case: item }) => oddCases(file, item, random));
    const verdicts = await engine.judge(
      odd.map((item) => item.case),
      { strict: true },
    );
    const faults = verdicts.flatMap(({ verdict }, position) => {
      const { file = "", place = "", value = null } = odd[position] ?? {};
      return "error" in verdict
        ? [`with ${canonicalJson(value)} at ${place} of ${file}: ${verdict.error}`]
        : [];
    });
    const [first] = faults;
    const others = faults.length > 1 ? ` (and ${faults.length - 1} more)` : "";
    if (first !== undefined)
      problems.push({ file: `${template.folder}/template.rego`, reason: `${first}${others}` });
    tell(index / wanted.length);
  }
  return problems;
}

function oddCases(file: string, item: Case, random: () => number): OddCase[] {
  return placesIn(item.object).flatMap((place) =>
    Array.from({ length: triesMax }, () => values[Math.floor(random() * values.length)] ?? null).flatMap(
      (value) => {
        const object = replaceAt(item.object, place, value);
        return object === null ? [] : [{ file, place: place.join("."), value, case: { ...item, object } }];
      },
    ),
  );
}

/** Every place below the top of an object, but those that say what it is. */
function placesIn(object: JsonObject): Segment[][] {
  return Object.keys(object)
    .filter((key) => key !== "apiVersion" && key !== "kind")
    .flatMap((key) => placesBelow(object[key] ?? null, [key]));
}

function placesBelow(value: Json, place: Segment[]): Segment[][] {
  if (isArray(value)) return [place, ...value.flatMap((item, index) => placesBelow(item, [...place, index]))];
  if (isObject(value))
    return [place, ...Object.entries(value).flatMap(([key, item]) => placesBelow(item, [...place, key]))];
  return [place];
}
