import { ExactNumber, RegoMap, RegoSet } from "../../builtins/value";
import { BuiltMap } from "../runtime/built-map";
import { BuiltSet } from "../runtime/built-set";

const samples: readonly object[] = [
  {},
  [],
  Object(""),
  Object(0),
  Object(true),
  new ExactNumber("0"),
  new RegoSet([]),
  new RegoMap([]),
  new BuiltSet(),
  new BuiltMap(),
];

/** Names that some value answers to although they are no members of it: inherited ones and our own. */
const taken: ReadonlySet<string> = new Set(samples.flatMap(namesOf));

/** Whether `value[name]` is a member of the value, for every value that has one of that name. */
export function isFreeName(name: string): boolean {
  // Indexes are members of arrays and strings under another name.
  return !taken.has(name) && !/^\d/.test(name);
}

/** A string as source text. */
export function textLiteral(text: string): string {
  return JSON.stringify(text);
}

function namesOf(sample: object): string[] {
  const names: string[] = [];
  for (let object: object | null = sample; object !== null; object = prototypeOf(object))
    names.push(...Object.getOwnPropertyNames(object));
  return names;
}

function prototypeOf(object: object): object | null {
  const prototype: unknown = Object.getPrototypeOf(object);
  return typeof prototype === "object" ? prototype : null;
}
