import { isMap, isPair, isScalar, isSeq, parseDocument, Scalar, YAMLMap, YAMLSeq, type Node } from "yaml";
import { fromBase64, fromBytes } from "./bytes";
import { BuiltinError } from "./value";

const PREFIX = "tag:yaml.org,2002:";

/**
 * The value of a text with a tag, as Go's reader has it: what the text would be without, if that is of the tag's kind.
 *
 * @param plainValue what a plain text is
 * @throws BuiltinError
 */
export function readTagged(node: Scalar, plainValue: (source: string) => unknown): void {
  const tag = node.tag ?? "";
  const source = node.source ?? "";
  if (tag === "!" && node.type === Scalar.PLAIN) node.value = plainValue(source);
  if (!tag.startsWith(PREFIX)) return;
  switch (tag.slice(PREFIX.length)) {
    case "int":
      node.value = ofKind(tag, plainValue(source), (value) => typeof value === "bigint");
      return;
    case "float":
      node.value = ofKind(tag, plainValue(source), (value) => /number|bigint/.test(typeof value));
      return;
    case "bool":
      node.value = ofKind(tag, plainValue(source), (value) => typeof value === "boolean");
      return;
    case "null":
      node.value = ofKind(tag, plainValue(source), (value) => value === null);
      return;
    case "binary":
      node.value = fromBytes(fromBase64(source.replaceAll(/[\r\n]/g, "")));
      return;
    case "merge":
      node.value = source;
  }
}

function ofKind(tag: string, value: unknown, isOfKind: (value: unknown) => boolean): unknown {
  if (isOfKind(value)) return value;
  throw new BuiltinError(`invalid YAML: cannot decode a text as !!${tag.slice(PREFIX.length)}`);
}

/** What a plain text is where it is alone. */
export function valueOfPlain(source: string, read: (node: Scalar) => void): unknown {
  const { contents } = parseDocument(source, { intAsBigInt: true });
  if (contents === null) return null;
  if (!isScalar(contents) || contents.type !== Scalar.PLAIN) return source;
  read(contents);
  return contents.value;
}

/** Ordered maps are lists of maps to Go's reader, which knows no such kind. */
export function withoutOrder(node: Node): YAMLSeq | undefined {
  if (!isSeq(node) || node.tag !== `${PREFIX}omap`) return undefined;
  const list = new YAMLSeq();
  for (const item of node.items) {
    if (!isPair(item) && !isMap(item)) continue;
    const map = new YAMLMap();
    map.items.push(...(isPair(item) ? [item] : item.items));
    list.items.push(map);
  }
  return list;
}
