/**
 * Formats and arguments for `sprintf`, each the JSON text of `[format, arguments]`: every verb on every kind of value,
 * flags, widths, precisions, mistakes. Left out: what Go prints of addresses (`%p`) and of the insides of its own
 * big integers (`%w`).
 */
const verbs = Array.from("vdsqfFeEgGboOxXcUtTy");
const values = [
  '"hi"',
  '"é世\\"\\n"',
  '""',
  "42",
  "-7",
  "0",
  "1.5",
  "1.0",
  "1e21",
  "0.1",
  "-0.000001",
  "123456789.125",
]
  .concat([
    "9007199254740993",
    "123456789012345678901234567890",
    "true",
    "null",
    '[1,"a",null]',
    '{"a":{"b":[1.50]}}',
  ])
  .concat(["{}", "[]", "1e400"]);
const flags = [
  "",
  "+",
  "-",
  "#",
  " ",
  "0",
  "8",
  "-8",
  "08",
  ".2",
  "8.3",
  "-8.3",
  "+08",
  "#8",
  ".0",
  "#.4",
  "+.1",
].concat(["012.4", "30", "-030", " 08"]);
const flaggedVerbs = Array.from("vdsqfgexXboU");
const flaggedValues = ['"né"', "42", "-7", "0", "2.5", "1234567.891", "123456789012345678901234567890"];

const mistakes = [
  '["100% of", []]',
  '["100%", []]',
  '["%", [1]]',
  '["%d and %d", [1]]',
  '["no verbs", ["a", 1, null, 1.5]]',
  '["%v %v", [1, "b", ["c"]]]',
  '["%[2]v %[1]v", ["a", "b"]]',
  '["%[3]v", ["a", "b"]]',
  '["%[x]v", ["a"]]',
  '["%[1]v %v", ["a", "b"]]',
  '["%[1]*d", [5, 42]]',
  '["%*d", [5, 42]]',
  '["%-*d|", [5, 42]]',
  '["%*d|", [-5, 42]]',
  '["%.*f", [2, 3.14159]]',
  '["%.*f", [-2, 3.14159]]',
  '["%*d", ["x", 42]]',
  '["%!", [1]]',
  '["%z", [1]]',
  '["%%", [1]]',
  '["%5%", [1]]',
  '["%v", []]',
  '["%s", [[]]]',
  '["%世", [1]]',
  '["%.3s|%5s|%-5s|", ["世界世界", "é", "é"]]',
  '["%x %X % x %#x % #X", ["hé", "hé", "hé", "hé", "hé"]]',
  '["%q %+q %#q", ["a`é", "é\\u200b", "plain"]]',
  '["%c%c %U %#U", [65, 128512, 128512, 233]]',
  '["%q", [39]]',
  '["%d%%", [10]]',
  '["%1000001d", [1]]',
  '["%999d", [1]]',
  '["%v", ["\\u0000\\u0007\\u001f\\u007f"]]',
  '["%v", [["\\u0000\\u0007\\u001f\\u007f\\u00a0\\u2028\\ufeff\\ud83d\\ude00"]]]',
  '["%v", [{"__proto__": 1, "constructor": {"b": 2}}]]',
];

export const sprintfCases: readonly string[] = [
  ...verbs.flatMap((verb) => values.map((value) => `["%${verb}", [${value}]]`)),
  ...flags.flatMap((flag) =>
    flaggedVerbs.flatMap((verb) => flaggedValues.map((value) => `["%${flag}${verb}|", [${value}]]`)),
  ),
  ...mistakes,
];
