/** What may stand for one value; of many of them YAML 1.1, YAML 1.2 and Go's reader think differently. */
const scalars =
  `1 -1 +1 01 0o7 0x1f 0b10 1_000 1__0 _1 1_ 0.5 .5 5. 1e3 1E3 1e+3 1e-7 1.5e300 1e400 -1e400 .inf -.inf +.Inf .nan ~ null Null nUll
true True tRue yes Yes no on off y N 12:30 12:30:45 190:20:30 1:2.5 2001-12-14 2001-12-14T21:59:43.10-05:00 2001-1-1 12e03 0777 0o777 089 -0
0. +.5 0x 0b 0oZ 1.2.3 1,000 123456789012345678901234567890 18446744073709551615 18446744073709551616 -9223372036854775809
0x1FFFFFFFFFFFFFFFF 1_000.5 1e1_0 0x_1F -0x1f -0o7 --1 1e << =`.split(/\s+/);

const tags =
  `str|1 int|'1' int|1.0 int|0b1 int|1_0 int|x int|'' float|1 float|'1.5' float|x float|.inf float|0x10 float|'' bool|'true' bool|yes bool|1
null|'' null|x null|null str|null str|~ str|'' str|2001-12-14 binary|aGVsbG8= binary|x binary|/w== binary|'' set|{a,b} omap|[a:\u00a01,b:\u00a02]
pairs|[a:\u00a01,a:\u00a02] map|{a:\u00a01} map|[1] seq|[1] seq|{a:\u00a01} timestamp|2001-12-14 timestamp|x merge|<< str|[1] foo|1`
    .split(/\s+(?=\w+\|)/)
    .map((text) => `!!${text.replace("|", " ").replaceAll("\u00a0", " ")}`);
const ownTags = [
  "!foo bar",
  "!foo {a: 1}",
  "!<tag:yaml.org,2002:int> '1'",
  "! 1",
  "! a",
  "! 'x'",
  "!e!x 1",
  "!!str",
  "!!str {a: 1}",
];

/** Quoted texts, lists and maps of several lines: each line break is followed by as many spaces as asked for. */
const folded = [
  "'x|y'",
  "'x||y'",
  '"x|y"',
  '"x\\|y"',
  "[1,|2]",
  "[1|, 2|]",
  "{b: 1,|c: 2}",
  "{|}",
  "{b:|1}",
  "['x|y', \"z|\"]",
  "[x|y]",
  "'it''s|# no'",
  "[1, # 'c|2]",
];
const places = [
  "",
  "a: ",
  "- ",
  "- a: ",
  "a:\n  b: ",
  "a:\n  - b: ",
  "a:\n- ",
  "a: |\n      it's [\nb: ",
  "a: it's # 'c\nb: ",
  "a: !!str &x ",
];
const ends = ["\n", "\nz: 1\n", "\n- 1\n"];

const anchors = [
  ...[
    "a: &x 1\nb: *x\n",
    "a: &x [1, *x]\n",
    "a: &x {k: 1}\nb: {<<: *x, k: 2}\n",
    "a: &x {k: 1}\nb: {k: 2, <<: *x}\n",
  ],
  ...[
    "a: &x {k: 1}\nc: &y {l: 2, k: 3}\nb: {<<: [*x, *y]}\n",
    "<<: {a: 1}\nb: 2\n",
    "<<: 1\n",
    "<<: [1]\n",
    "'<<': {a: 1}\n",
  ],
  ...[
    "a: *undefined\n",
    "a: &x 1\nb: &x 2\nc: *x\n",
    "&x k: 1\n*x : 2\n",
    "a: &x-y.z 1\nb: *x-y.z\n",
    "!!merge <<: {a: 1}\n",
  ],
];

const repeated = [
  ...[
    "a: 1\na: 2\n",
    "{1: a, 1: b}",
    "{1: a, '1': b}",
    "{true: a, 'true': b}",
    "{null: 1, ~: 2}",
    "1: a\n01: b\n",
    "? [1]\n: a\n",
  ],
];

const blocks = [
  ...[
    "a: |\n  x\n  y\n",
    "a: |-\n  x\n\n",
    "a: |+\n  x\n\n\n",
    "a: >\n  x\n  y\n\n  z\n",
    "a: >-\n  x\n   y\n  z\n",
    "a: |2\n    x\n   y\n",
  ],
  ...[
    "a: |0\n x\n",
    "a: |\n     \n  x\n",
    "a: |\n\tx\n",
    "a: |\n  x\n\ty\n",
    "a: | # c\n  x\n",
    "- |\n x\n- y\n",
    "a: |\r\n  x\r\n  y\r\n",
  ],
  ...[
    "a: |-",
    "a: |\n  x\n # c\nb: 1\n",
    "!!str |\n  x",
    "a: 1\rb: 2\r",
    "a:\tb\n",
    "\ta: 1",
    "a:\n\tb: 1",
    "a:\n  b: 1\n c: 2\n",
    "a: b: c\n",
    "a: x# c\n",
  ],
];

const documents = [
  ...[
    "---\n",
    "--- a: 1",
    "---\na: 1\n---\nb: 2\n",
    "a: 1\n---\nb: [\n",
    "a: 1\n...\n",
    "a: 1\n...\nb: 2\n",
    "...\na: 1",
    "--- 'a\nb'\n",
  ],
  ...[
    "--- [a,\nb]\n",
    "a: 'x\n---\ny'\n",
    "a: [\n---\n]",
    "%YAML 1.1\n---\na: 1\n",
    "%YAML 1.3\n---\na",
    "%TAG !e! tag:yaml.org,2002:\n---\n!e!str 1\n",
  ],
  ...[
    "%TAG ! tag:yaml.org,2002:\n---\n!str 1\n",
    "a: 1\n...\n%YAML 1.1\n---\nb: 1\n",
    "# only\n",
    "   ",
    "a: ---\n",
    "a: |\n  x\n---\nb\n",
  ],
];

/** Texts of YAML for a comparison with Go's reader, each once. */
export function yamlTexts(): string[] {
  const values = [...scalars, ...tags, ...ownTags];
  const inPlaces = values.flatMap((text) => [
    text,
    `a: ${text}`,
    `- ${text}`,
    `? ${text}\n: x\n`,
    `{a: ${text} }`,
  ]);
  const continued = folded.flatMap((text) =>
    places.flatMap((place) =>
      [0, 1, 6].flatMap(
        (spaces, index) => place + text.replaceAll("|", `\n${" ".repeat(spaces)}`) + (ends[index] ?? ""),
      ),
    ),
  );
  return [...new Set([...inPlaces, ...continued, ...anchors, ...repeated, ...blocks, ...documents])];
}
