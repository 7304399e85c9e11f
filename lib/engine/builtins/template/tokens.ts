import { BuiltinError } from "../value";

export interface Token {
  readonly kind: "raw" | "open" | "close" | "name" | "variable" | "field" | "string" | "number" | "mark";
  readonly text: string;
  /** Whether nothing stands between it and the token before. */
  readonly isAttached: boolean;
}

const SPACE = /[ \t\r\n]+/y;
const PATTERNS: readonly (readonly [Token["kind"], RegExp])[] = [
  ["string", /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+'/y],
  ["number", /[+-]?(?:0[xX][0-9a-fA-F]+|[0-9][0-9_]*(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?)/y],
  ["variable", /\$[\p{L}_\p{Nd}]*/uy],
  ["field", /(?:\.[\p{L}_][\p{L}_\p{Nd}]*)+|\./uy],
  ["name", /[\p{L}_][\p{L}_\p{Nd}]*/uy],
  ["mark", /:=|[=|(),]/y],
];

/** Splits a template into text and the words of its actions. `{{-` and `-}}` take the space beside them. */
export function readTokens(source: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  let isTrimmed = false;
  for (;;) {
    const open = source.indexOf("{{", position);
    const raw = source.slice(position, open < 0 ? undefined : open);
    const trimsLeft = open >= 0 && /^-[ \t\r\n]/.test(source.slice(open + 2, open + 4));
    let text = isTrimmed ? raw.replace(/^[ \t\r\n]+/, "") : raw;
    if (trimsLeft) text = text.replace(/[ \t\r\n]+$/, "");
    if (text !== "") tokens.push({ kind: "raw", text, isAttached: false });
    if (open < 0) return tokens;
    const start = open + 2 + (trimsLeft ? 2 : 0);
    const comment = /\/\*[^]*?\*\/(?:[ \t\r\n]+-)?\}\}/y;
    comment.lastIndex = start;
    const found = comment.exec(source)?.[0];
    if (found !== undefined) {
      position = start + found.length;
      isTrimmed = found.endsWith("-}}");
      continue;
    }
    tokens.push({ kind: "open", text: "{{", isAttached: false });
    ({ position, isTrimmed } = readAction(source, start, tokens));
  }
}

function readAction(
  source: string,
  start: number,
  tokens: Token[],
): { position: number; isTrimmed: boolean } {
  let position = start;
  let isAttached = false;
  for (;;) {
    if (source.startsWith("}}", position)) {
      tokens.push({ kind: "close", text: "}}", isAttached });
      return { position: position + 2, isTrimmed: false };
    }
    SPACE.lastIndex = position;
    const space = SPACE.exec(source)?.[0];
    if (space !== undefined) {
      position += space.length;
      isAttached = false;
      if (!source.startsWith("-}}", position)) continue;
      tokens.push({ kind: "close", text: "}}", isAttached });
      return { position: position + 3, isTrimmed: true };
    }
    const token = readWord(source, position, isAttached);
    if (token === null) throw new BuiltinError("template: template: unclosed action or unexpected character");
    tokens.push(token.token);
    position += token.length;
    isAttached = true;
  }
}

function readWord(
  source: string,
  position: number,
  isAttached: boolean,
): { token: Token; length: number } | null {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = position;
    const found = pattern.exec(source)?.[0];
    if (found === undefined) continue;
    if (kind === "string" && found.startsWith("'")) {
      const character = unquote(`"${found.slice(1, -1)}"`);
      return {
        token: { kind: "number", text: String(character.codePointAt(0) ?? 0), isAttached },
        length: found.length,
      };
    }
    return {
      token: { kind, text: kind === "string" ? unquote(found) : found, isAttached },
      length: found.length,
    };
  }
  return null;
}

function unquote(text: string): string {
  if (text.startsWith("`")) return text.slice(1, -1);
  return text
    .slice(1, -1)
    .replace(
      /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs,
      (_all, x, u, big, simple: string) => {
        const code: unknown = x ?? u ?? big;
        if (typeof code === "string") return String.fromCodePoint(Number.parseInt(code, 16));
        return { n: "\n", t: "\t", r: "\r", a: "\u0007", b: "\b", f: "\f", v: "\v" }[simple] ?? simple;
      },
    );
}
