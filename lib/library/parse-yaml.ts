import { isMap, isNode, isScalar, isSeq, LineCounter, parse, parseDocument, YAMLParseError } from "yaml";
import type { z } from "zod";

/**
 * Reads a YAML file and holds it to its schema.
 *
 * @throws Error that names every fault, each behind its line and the field it is about
 */
export function parseYaml<T>(text: string, schema: z.ZodType<T>): T {
  const result = schema.safeParse(readYaml(text));
  if (result.success) return result.data;
  const lineOf = findLines(text);
  const faults = result.error.issues.map((issue) => {
    const path = issue.path.map(String);
    const place = issue.code === "unrecognized_keys" ? [...path, ...issue.keys.slice(0, 1)] : path;
    return {
      line: lineOf(place),
      reason: `${path.length === 0 ? "" : `${path.join(".")}: `}${issue.message}`,
    };
  });
  throw new Error(faults.map(({ line, reason }) => `line ${line}: ${reason}`).join("; "));
}

/**
 * Finds the lines of a YAML text that reads without an error, counted from 1: that of the key or item which a path
 * names, or of the nearest one above it that is there.
 */
export function findLines(text: string): (path: readonly string[]) => number {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  return (path) => {
    let offset = 0;
    let node: unknown = document.contents;
    for (const step of path) {
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
        if (pair === undefined) break;
        offset = isNode(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(step)];
        offset = isNode(node) ? (node.range?.[0] ?? offset) : offset;
      } else break;
    }
    return lines.linePos(offset).line;
  };
}

function readYaml(text: string): unknown {
  try {
    return parse(text, { prettyErrors: false });
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    const before = text.slice(0, error.pos[0]);
    throw new Error(`line ${before.split("\n").length}: ${error.message}`, { cause: error });
  }
}
