import type { Kind } from "./typed-calls";

/** Names of members, some of which mean something to JavaScript. */
export const FIELDS = [
  "a",
  "b",
  "list",
  "map",
  "text",
  "n",
  "deep",
  "missing",
  "__proto__",
  "constructor",
  "",
];

const NUMBERS = [
  ...["0", "1", "-1", "2", "3", "10", "2.5", "-0", "1.0", "1e3", "1E2", "0.1", "1e-7", "-2.50", "5e-1"],
  ...["9007199254740993", "-9007199254740992", "12345678901234567890", "1e21", "1.7976931348623157e308"],
];
const TEXTS = [
  ...['""', '" "', '"x"', '"X"', '"a.b"', '"a,b,,c"', '"é"', '"🙂"', '"e\\u0301"', '"\\uffff"', '"\\u0000"'],
  ...[
    "`raw\\n`",
    '"%d%s"',
    '"<&>"',
    '"\\"\\\\"',
    '"10"',
    '"-1.5e3"',
    '"0x1f"',
    '"true"',
    '"null"',
    '"[1, 2]"',
  ],
  ...['"10.0.0.0/8"', '"10.1.2.3"', '"1Gi"', '"100m"', '"1.2.3-rc.1"', '"2024-02-29T12:00:00.5Z"', '"aGk="'],
  ...[
    '"__proto__"',
    '"constructor"',
    '"k: [1, ~]"',
    '"İSTANBUL"',
    '"ß"',
    '"a"',
    '"b"',
    '"k"',
    '"list/0"',
    '"a/b"',
  ],
  ...[
    '"https://u@h:1/p?q=1#f"',
    '"q=1&q=2&r"',
    '"{\\"a\\": [1.50, {\\"b\\": \\"\\\\u00e9\\"}]}"',
    '"1.2.10"',
  ],
];
const LISTS = [
  "[]",
  "[[]]",
  "[null, 1]",
  "[3, 1, 2, 1.0]",
  '[["a", 1], ["b", 2]]',
  '[{"k": 1}, {"k": 0}, {}]',
];
const SETS = [
  "set()",
  "{null, true}",
  "{1, 2.0, 3}",
  '{"a", "b"}',
  '{{"k": 1}, {2}}',
  "{[1], [0, 2]}",
  '{"k", 7, "é"}',
];
const OBJECTS = [
  ...[
    "{}",
    '{"a": {"b": [1, {"c": null}]}}',
    '{1: "n", "1": "s", true: 0}',
    "{[1]: {2}}",
    '{"x": "é", "a": "<b>"}',
  ],
  ...[
    '{"__proto__": {"a": 1}, "constructor": null, "": 0}',
    '{"a": ["b"], "b": ["c", "a"]}',
    '{"q": {"1", "2"}}',
  ],
];
const PATTERNS = [
  "`^[a-z]+$`",
  "`a|é`",
  "`(\\w)(\\d)?`",
  "`.`",
  "``",
  "`\\s*,\\s*`",
  "`(?i)X`",
  "`[`",
  "`(?P<n>.)b`",
];
export const GLOBS = ['"*"', '"a.*"', '"{a,b}*"', '"?"', '"[a-c]"', '"**"'];
export const FORMATS = [
  ...[
    "%v",
    "%s",
    "%d",
    "%q",
    "%5.2f|",
    "%-6v|",
    "%06d",
    "%+d",
    "%x",
    "%T",
    "%t",
    "%v-%v",
    "%%",
    "%[2]v %[1]v",
    "%g",
  ],
  ...["%e", "%c", "%U", "%08.3f", "%#v", "%.2s", "%!", "%*d", "%b", "%o", "% x", "%X"],
];
const PLACES = [
  "input",
  "input.list[0]",
  "input.map.k",
  "input.deep[0]",
  'input.map["é"]',
  "input.deep[1].name",
];
const DOCUMENTS = [
  "data.given.x",
  "data.given.list",
  'data.given["__proto__"]',
  "data.given.list[1]",
  "helper",
  "names",
];

/** Leaves of each kind. */
export const LEAVES: Readonly<Record<Kind, readonly string[]>> = {
  text: [...TEXTS, "input.text", "input.deep[1].name"],
  number: [...NUMBERS, "input.n", "data.given.x"],
  small: ["0", "1", "2", "3", "5", "10", "16", "-1"],
  boolean: ["true", "false", "input.deep[0].on"],
  list: [...LISTS, "input.list", "input.deep", "data.given.list"],
  texts: [
    "[]",
    '["a", "b"]',
    '["x", "é", ""]',
    '{"a", "k"}',
    '["10.0.0.0/8", "10.0.0.0/9"]',
    '["a/b", "list/0"]',
    "names",
  ],
  numbers: ["[]", "[1, 2, 3.5]", "{1, 2.0, -7}", "[0.1, 0.2, 1e21]"],
  object: [...OBJECTS, "input", "input.map", "input.deep[0]", 'data.given["__proto__"]', "helper"],
  set: [...SETS, "names"],
  sets: ["set()", "{{1, 2}, {2, 3}}", '{names, {"k", "l"}}', "{{1}, set()}"],
  pattern: PATTERNS,
  encoded: ['"aGk="', '"YWI"', '"YQ=="', '"a+b%C3%A9"', '""'],
  any: [...TEXTS, ...NUMBERS, ...LISTS, ...SETS, ...OBJECTS, "true", "false", "null"].concat(
    PLACES,
    DOCUMENTS,
  ),
};
