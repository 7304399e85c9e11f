import { isArray, isObject, type Json, type JsonObject } from "./json";
import { type Segment, toPointer } from "./pointer";
import { yamlBlock, yamlString } from "./yaml-scalar";

/** YAML text of a value, and where each part of it stands. Lines are counted from 1. */
export interface RenderedYaml {
  /** The whole text, with a line break at the end. */
  text: string;
  lines: string[];
  /**
   * The line on which the value at a JSON Pointer begins (that of its key or dash); for a missing field the line of the
   * nearest parent there is. Null for a text that is no pointer.
   */
  lineOf: (pointer: string) => number | null;
}

/**
 * Prints a value as YAML in the form of `kubectl get -o yaml`: two spaces a level, the dashes of a list below their key,
 * members sorted; at the top `apiVersion`, `kind`, `metadata` and `spec` come first.
 *
 * Parsing the text gives back an equal value, in YAML 1.1 and 1.2.
 */
export function renderYaml(object: Json): RenderedYaml {
  const writer = new Writer();
  if (isObject(object) && Object.keys(object).length > 0) writer.members(object, [], 0, null);
  else if (isArray(object) && object.length > 0) writer.items(object, [], 0, null);
  else writer.lines.push(scalar(object));
  const { lines, starts } = writer;
  return { text: `${lines.join("\n")}\n`, lines, lineOf: (pointer) => nearestLine(starts, pointer) };
}

function nearestLine(starts: ReadonlyMap<string, number>, pointer: string): number | null {
  if (pointer !== "" && !pointer.startsWith("/")) return null;
  let place = pointer;
  while (place !== "") {
    const line = starts.get(place);
    if (line !== undefined) return line;
    place = place.slice(0, place.lastIndexOf("/"));
  }
  return 1;
}

class Writer {
  readonly lines: string[] = [];
  readonly starts = new Map<string, number>();

  /** Writes the members of a non-empty object; `opening` is what stands before the first one where it shares a line. */
  members(object: JsonObject, path: readonly Segment[], indent: number, opening: string | null): void {
    const keys = path.length === 0 ? topKeys(object) : Object.keys(object).sort();
    for (const [position, key] of keys.entries()) {
      const start = position === 0 && opening !== null ? opening : " ".repeat(indent);
      this.value(`${start}${yamlString(key)}:`, false, object[key] ?? null, [...path, key], indent);
    }
  }

  /** Writes the items of a non-empty list; `opening` as for {@link members}. */
  items(list: readonly Json[], path: readonly Segment[], indent: number, opening: string | null): void {
    for (const [position, item] of list.entries()) {
      const start = position === 0 && opening !== null ? opening : " ".repeat(indent);
      this.value(`${start}-`, true, item, [...path, position], indent);
    }
  }

  /**
   * Writes one value behind its key or dash.
   * @param head the line so far, up to the colon or dash
   * @param afterDash the first member or item of the value goes on the same line
   * @param indent the column of the key or dash
   */
  private value(
    head: string,
    afterDash: boolean,
    value: Json,
    path: readonly Segment[],
    indent: number,
  ): void {
    this.starts.set(toPointer(path), this.lines.length + 1);
    const opening = afterDash ? `${head} ` : null;
    const isList = isArray(value) && value.length > 0;
    const isMap = isObject(value) && Object.keys(value).length > 0;
    if ((isList || isMap) && !afterDash) this.lines.push(head);
    if (isList) {
      this.items(value, path, afterDash ? indent + 2 : indent, opening);
    } else if (isMap) {
      this.members(value, path, indent + 2, opening);
    } else {
      this.leaf(head, value, indent);
    }
  }

  private leaf(head: string, value: Json, indent: number): void {
    const block = typeof value === "string" ? yamlBlock(value) : null;
    if (block === null) {
      this.lines.push(`${head} ${scalar(value)}`);
      return;
    }
    const margin = " ".repeat(indent + 2);
    this.lines.push(
      `${head} ${block.header}`,
      ...block.lines.map((line) => (line === "" ? "" : margin + line)),
    );
  }
}

/** A value that fits on one line: everything but filled lists and objects. */
function scalar(value: Json): string {
  return typeof value === "string" ? yamlString(value) : JSON.stringify(value);
}

const FIRST = ["apiVersion", "kind", "metadata", "spec"];

function topKeys(object: JsonObject): string[] {
  const keys = Object.keys(object);
  return [...FIRST.filter((key) => keys.includes(key)), ...keys.filter((key) => !FIRST.includes(key)).sort()];
}
