import { textOperand, type Builtins } from "./operands";
import { quoteGo } from "./go/quote";
import { compareText } from "./compare";
import { BuiltinError } from "./value";

/** OPA's own reading of semantic versions: a leading `v` is allowed, numbers fit 64 bits. */
interface Version {
  readonly numbers: readonly [bigint, bigint, bigint];
  readonly preRelease: string;
}

const INT64_MAX = 2n ** 63n - 1n;
const NUMERIC = "(0|[1-9][0-9]*)";
const IDENTIFIERS = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";
const PATTERN = new RegExp(
  `^v?${NUMERIC}\\.${NUMERIC}\\.${NUMERIC}(?:-(${IDENTIFIERS}))?(?:\\+${IDENTIFIERS})?$`,
);

export const semverBuiltins: Builtins = {
  "semver.is_valid": (_ctx, version) => typeof version === "string" && parse(version) !== null,
  "semver.compare": (_ctx, first, second) => {
    const texts = [textOperand(first, 1), textOperand(second, 2)] as const;
    return compareVersions(parseOperand(texts[0], 1), parseOperand(texts[1], 2));
  },
};

function parseOperand(text: string, position: number): Version {
  const version = parse(text);
  if (version === null)
    throw new BuiltinError(`operand ${position}: string ${quoteGo(text)} is not a valid SemVer`);
  return version;
}

function parse(text: string): Version | null {
  const match = PATTERN.exec(text);
  if (match === null) return null;
  const [, major = "", minor = "", patch = "", preRelease = ""] = match;
  const numbers: [bigint, bigint, bigint] = [BigInt(major), BigInt(minor), BigInt(patch)];
  if (numbers.some((part) => part > INT64_MAX)) return null;
  if (preRelease.split(".").some((part) => /^0[0-9]+$/.test(part))) return null;
  return { numbers, preRelease };
}

function compareVersions(a: Version, b: Version): number {
  for (const [index, left] of a.numbers.entries()) {
    const right = b.numbers[index] ?? 0n;
    if (left !== right) return left > right ? 1 : -1;
  }
  if (a.preRelease === b.preRelease) return 0;
  if (a.preRelease === "") return 1;
  if (b.preRelease === "") return -1;
  return comparePreReleases(a.preRelease.split("."), b.preRelease.split("."));
}

function comparePreReleases(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const order = compareIdentifiers(a[index] ?? "", b[index] ?? "");
    if (order !== 0) return order;
  }
  return Math.sign(a.length - b.length);
}

function compareIdentifiers(a: string, b: string): number {
  const isNumberA = /^[0-9]+$/.test(a);
  const isNumberB = /^[0-9]+$/.test(b);
  if (isNumberA !== isNumberB) return isNumberA ? -1 : 1;
  if (!isNumberA) return Math.sign(compareText(a, b));
  const left = BigInt(a);
  const right = BigInt(b);
  return left === right ? 0 : left > right ? 1 : -1;
}
