import { RE2JS } from "re2js";
import { compileRe2, matchesPattern, nativeFor } from "./regex-cache";
import { integerOperand, limitText, textOperand, type Builtin, type Builtins } from "./operands";
import { BuiltinError } from "./value";

/** One match: the bounds of the whole, and of each group (-1 where it took no part). */
interface Match {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (string | null)[];
}

const match: Builtin = (ctx, pattern, text) => {
  const expression = textOperand(pattern, 1);
  const input = textOperand(text, 2);
  ctx.charge?.(input.length / 10);
  return matchesPattern(expression, input);
};

/** RE2 syntax and linear time, as in Go. */
export const regexBuiltins: Builtins = {
  "regex.match": match,
  re_match: match,
  "regex.is_valid": (_ctx, pattern) => typeof pattern === "string" && isValid(pattern),
  "regex.find_all_string_submatch_n": (ctx, pattern, text, count) => {
    const expression = textOperand(pattern, 1);
    const input = textOperand(text, 2);
    const limit = integerOperand(count, 3);
    ctx.charge?.(input.length / 10);
    return findAll(compileRe2(expression), input, limit < 0 ? Infinity : limit).map(({ groups }) =>
      groups.map((group) => group ?? ""),
    );
  },
  "regex.find_n": (ctx, pattern, text, count) => {
    const expression = textOperand(pattern, 1);
    const input = textOperand(text, 2);
    const limit = integerOperand(count, 3);
    ctx.charge?.(input.length / 10);
    return findBounds(expression, input, limit < 0 ? Infinity : limit).map(({ start, end }) =>
      input.slice(start, end),
    );
  },
  "regex.split": (_ctx, pattern, text) => split(textOperand(pattern, 1), textOperand(text, 2)),
  "regex.replace": (ctx, text, pattern, replacement) => {
    const input = textOperand(text, 1);
    const expression = textOperand(pattern, 2);
    const template = textOperand(replacement, 3);
    const output = replace(input, expression, template);
    ctx.charge?.((input.length + output.length) / 10);
    return output;
  },
  "regex.template_match": (_ctx, template, text, open, close) => {
    const pattern = templatePattern(
      textOperand(template, 1),
      delimiter(textOperand(open, 3)),
      delimiter(textOperand(close, 4)),
    );
    return matchesPattern(pattern, textOperand(text, 2));
  },
};

function isValid(pattern: string): boolean {
  try {
    compileRe2(pattern);
    return true;
  } catch {
    return false;
  }
}

/** Go's rule: an empty match right after a match does not count. */
function findAll(pattern: RE2JS, text: string, limit: number): Match[] {
  const matcher = pattern.matcher(text);
  const found: Match[] = [];
  let previousEnd = -1;
  for (let position = 0; position <= text.length && found.length < limit;) {
    if (!matcher.find(position)) break;
    const start = matcher.start();
    const end = matcher.end();
    const isAccepted = end > start || start !== previousEnd;
    if (isAccepted) {
      const groups = Array.from({ length: matcher.groupCount() + 1 }, (_unused, index) =>
        matcher.group(index),
      );
      found.push({ start, end, groups });
    }
    previousEnd = end;
    position = end > position ? end : position + ((text.codePointAt(position) ?? 0) > 0xffff ? 2 : 1);
  }
  return found;
}

/** The same where groups do not matter. */
function findBounds(pattern: string, text: string, limit: number): Pick<Match, "start" | "end">[] {
  const every = nativeFor(pattern, text)?.every;
  if (every == null) return findAll(compileRe2(pattern), text, limit);
  const found: Pick<Match, "start" | "end">[] = [];
  every.lastIndex = 0;
  while (found.length < limit) {
    const match = every.exec(text);
    if (match === null) break;
    found.push({ start: match.index, end: every.lastIndex });
  }
  return found;
}

function split(pattern: string, text: string): string[] {
  const matches = findBounds(pattern, text, Infinity);
  if (pattern !== "" && text === "") return [""];
  const parts: string[] = [];
  let begin = 0;
  let lastStart = 0;
  for (const { start, end } of matches) {
    lastStart = start;
    if (end !== 0) parts.push(text.slice(begin, start));
    begin = end;
  }
  if (matches.length === 0 || lastStart !== text.length) parts.push(text.slice(begin));
  return parts;
}

function replace(text: string, pattern: string, template: string): string {
  let output = "";
  let position = 0;
  if (!template.includes("$")) {
    for (const { start, end } of findBounds(pattern, text, Infinity)) {
      output += text.slice(position, start) + template;
      limitText("regex.replace", output.length);
      position = end;
    }
    return output + text.slice(position);
  }
  const expression = compileRe2(pattern);
  const names = expression.namedGroups();
  for (const match of findAll(expression, text, Infinity)) {
    output += text.slice(position, match.start) + expand(template, match, names);
    limitText("regex.replace", output.length);
    position = match.end;
  }
  return output + text.slice(position);
}

/** Go's `Regexp.Expand`: `$1`, `$name`, `${name}`, `$$`; a group that is not there is empty. */
function expand(template: string, match: Match, names: Record<string, number>): string {
  return template.replace(
    /\$(?:(\$)|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu,
    (_all, dollar?: string, braced?: string, bare?: string) => {
      if (dollar !== undefined) return "$";
      const name = braced ?? bare ?? "";
      const index = /^[0-9]+$/.test(name)
        ? Number(name)
        : Object.hasOwn(names, name)
          ? names[name]
          : undefined;
      return (index === undefined ? null : match.groups[index]) ?? "";
    },
  );
}

function delimiter(text: string): string {
  if (new TextEncoder().encode(text).length !== 1)
    throw new BuiltinError("a delimiter has to be exactly one character long");
  return text;
}

/** Text outside the delimiters stands for itself, text between them is a pattern. */
function templatePattern(template: string, open: string, close: string): string {
  let pattern = "^";
  let level = 0;
  let begin = 0;
  let end = 0;
  for (let index = 0; index < template.length; index++) {
    if (template[index] === open) {
      level += 1;
      if (level === 1) begin = index;
    } else if (template[index] === close) {
      level -= 1;
      if (level < 0) break;
      if (level > 0) continue;
      const inner = template.slice(begin + 1, index);
      compileRe2(`^${inner}$`);
      pattern += `${RE2JS.quote(template.slice(end, begin))}(${inner})`;
      end = index + 1;
    }
  }
  if (level !== 0) throw new BuiltinError("unbalanced braces");
  return `${pattern}${RE2JS.quote(template.slice(end))}$`;
}
