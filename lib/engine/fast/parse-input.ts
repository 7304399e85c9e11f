import { numberFromText, type Value } from "../builtins/value";
import { withWholeCharacters } from "../json-text";

/**
 * Digits that can be part of a number which a double does not keep, or prints otherwise. Points, exponents and signs count
 * only in what began where a number may begin: texts are full of versions, addresses and digests.
 */
const SUSPECT =
  /\d(?:\d{15}|\.(?<=(?:^|"\s*:|[,[])\s*-?\d+\.)\d|[eE](?<=(?:^|"\s*:|[,[])\s*-?\d+[eE])[+-]?\d)|-0(?<=(?:^|"\s*:|[,[])\s*-0)/g;

/**
 * Parses JSON text as a value in which every number keeps its text. Nearly all texts have plain numbers only: these
 * cost `JSON.parse` and one look through the text.
 *
 * @throws SyntaxError where the text is not JSON
 */
export function parseInput(json: string): Value {
  const text = withWholeCharacters(json);
  return hasUnusualNumber(text) ? parseExactly(text) : parsePlain(text);
}

function parsePlain(text: string): Value {
  const value: unknown = JSON.parse(text);
  if (!isParsed(value)) throw new SyntaxError("not JSON");
  return value;
}

/** What `JSON.parse` tells a reviver of a scalar since ECMAScript 2026. */
interface ReviverContext {
  readonly source?: string;
}

/** Costs several times the plain parse. */
function parseExactly(text: string): Value {
  const value: unknown = JSON.parse(text, (_key: string, member: unknown, context?: ReviverContext) =>
    typeof member === "number" && context?.source !== undefined ? numberFromText(context.source) : member,
  );
  if (!isParsed(value)) throw new SyntaxError("not JSON");
  return value;
}

/** JSON.parse answers nothing but JSON values, each of which is a value as it is. */
function isParsed(value: unknown): value is Value {
  return value !== undefined;
}

/** True also for a few texts without such a number: only the time to parse them differs. */
function hasUnusualNumber(text: string): boolean {
  SUSPECT.lastIndex = 0;
  for (let match = SUSPECT.exec(text); match !== null; match = SUSPECT.exec(text)) {
    const start = numberStart(text, match.index);
    // A run of digits is looked at twice at most, however long it is: here, and with what may follow its last digit.
    SUSPECT.lastIndex = Math.max(SUSPECT.lastIndex, digitsEnd(text, match.index + 1) - 1);
    if (!followsStructure(text, start)) continue;
    const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    number.lastIndex = start;
    const token = number.exec(text)?.[0];
    if (token === undefined || typeof numberFromText(token) !== "number") return true;
  }
  return false;
}

function numberStart(text: string, index: number): number {
  let start = index;
  while (start > 0 && isDigit(text.charCodeAt(start - 1))) start--;
  return text[start - 1] === "-" ? start - 1 : start;
}

function digitsEnd(text: string, index: number): number {
  let end = index;
  while (isDigit(text.charCodeAt(end))) end++;
  return end;
}

/** Whether a number could begin here: behind a bracket, a comma, a member's colon, or at the text's start. */
function followsStructure(text: string, start: number): boolean {
  let before = start - 1;
  while (isSpace(text[before])) before--;
  const mark = text[before];
  if (mark === undefined || mark === "[" || mark === ",") return true;
  if (mark !== ":") return false;
  before--;
  while (isSpace(text[before])) before--;
  return text[before] === '"';
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isSpace(mark: string | undefined): boolean {
  return mark === " " || mark === "\n" || mark === "\r" || mark === "\t";
}
