import { isScalar, Scalar, visit, type Document } from "yaml";
import { BuiltinError } from "./value";
import { readTagged, valueOfPlain, withoutOrder } from "./yaml-tags";

/** Characters that Go's YAML refuses wherever they stand. */
// eslint-disable-next-line no-control-regex -- these are meant
const REFUSED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/;
/** The escape of half a pair, which Go's YAML refuses even where the other half follows. */
const HALF = /"[^"\n]*\\u[dD][89a-fA-F]/;
/** Letters of an anchor's name; what else may stand in one is no part of it. */
const ANCHOR = /^[\w-]+$/;
const FLOAT = /^[-+]?(?:\.[0-9_]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:[eE][-+]?[0-9_]+)?$/;
/** Integers that are none of 64 bits, with a sign or without, are floats where they are decimal. */
const [INTEGER_MIN, INTEGER_MAX] = [-(2n ** 63n), 2n ** 64n - 1n];
const INTEGER = /^[-+]?(?:0[bB][01_]+|0[xX][0-9a-fA-F_]+|0[oO]?[0-7_]+|[1-9][0-9_]*)$/;

/**
 * What Go's YAML refuses and the parser here takes.
 *
 * @throws BuiltinError
 */
export function refuseText(text: string): void {
  if (REFUSED.test(text)) throw new BuiltinError("invalid YAML: control characters are not allowed");
  if (HALF.test(text)) throw new BuiltinError("invalid YAML: found invalid Unicode character escape code");
  // Directives and an end belong to a document, which must follow or come before.
  if (/^(?:%[^\n]*\n?|\s|#[^\n]*\n?)*(?:\.\.\.\s*)?$/.test(text) && /^(?:%|\.\.\.)/m.test(text))
    throw new BuiltinError("invalid YAML: did not find expected <document start>");
}

/**
 * Reads what differs between YAML 1.2 and Go's reader, which knows 1.1: whole numbers, directives, and the end of a text.
 *
 * @throws BuiltinError
 */
export function readAsGo(document: Document.Parsed, text: string): void {
  const { yaml } = document.directives;
  const [warning] = document.warnings.filter(({ message }) => message.includes("directive"));
  if (warning !== undefined || (yaml.explicit === true && yaml.version !== "1.1"))
    throw new BuiltinError("invalid YAML: found an unknown or incompatible directive");
  visit(document, {
    Seq: (_key, node) => withoutOrder(node),
    Scalar: (_key, node) => {
      if (node.anchor !== undefined && !ANCHOR.test(node.anchor))
        throw new BuiltinError("invalid YAML: did not find expected alphabetic or numeric character");
      if (isCutOff(node, text)) node.value = String(node.value).replace(/\n$/, "");
      if (node.tag !== undefined) readTagged(node, (source) => valueOfPlain(source, readPlain));
      else if (node.type === Scalar.PLAIN) readPlain(node);
    },
  });
}

function readPlain(node: Scalar): void {
  const source = node.source ?? "";
  // What no double holds is a text.
  if (typeof node.value === "number" && !Number.isFinite(node.value) && /\d/.test(source))
    node.value = source;
  const isOther = typeof node.value === "string" || /^[-+]?0[0-7_]+$/.test(source);
  if (isOther && INTEGER.test(source)) node.value = integerOf(source) ?? node.value;
  else if (isOther && source.includes("_") && FLOAT.test(source)) readFloat(node, source.replaceAll("_", ""));
  if (typeof node.value === "bigint" && (node.value < INTEGER_MIN || node.value > INTEGER_MAX))
    node.value = /^[-+]?[0-9_]+$/.test(source) && !/^[-+]?0/.test(source) ? Number(node.value) : source;
}

function readFloat(node: Scalar, digits: string): void {
  const value = Number(digits);
  if (Number.isFinite(value)) node.value = value;
}

/** A block at the end of a text without a line break has none either. */
function isCutOff(node: Scalar, text: string): boolean {
  const isBlock = node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED;
  return isBlock && isScalar(node) && !text.endsWith("\n") && (node.range?.[1] ?? 0) >= text.length;
}

/** A leading zero means octal, and underscores mean nothing. */
function integerOf(source: string): bigint | null {
  const digits = source.replaceAll("_", "").replace(/^[-+]/, "");
  const isOctal = /^0[0-7]+$/.test(digits);
  try {
    const magnitude = BigInt(isOctal ? `0o${digits.slice(1)}` : digits);
    return source.startsWith("-") ? -magnitude : magnitude;
  } catch {
    return null;
  }
}
