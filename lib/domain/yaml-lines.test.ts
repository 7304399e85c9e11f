import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isMap, isNode, isScalar, isSeq, LineCounter, parse, parseDocument } from "yaml";
import { jsonValues, pathsOf } from "./arbitraries.test-support";
import { type Json, jsonEqual, parseJson } from "./json";
import { toPointer } from "./pointer";
import { renderYaml } from "./yaml-lines";

/** The value of a YAML text; through JSON, so that only what JSON can carry counts. */
function read(text: string, version: "1.1" | "1.2"): Json {
  return parseJson(JSON.stringify(parse(text, { version, uniqueKeys: true })));
}

function expectRoundTrip(value: Json): void {
  const { text } = renderYaml(value);
  for (const version of ["1.1", "1.2"] as const) {
    if (!jsonEqual(read(text, version), value))
      throw new Error(`YAML ${version} reads another value from:\n${text}`);
  }
}

const pod: Json = {
  status: {},
  spec: {
    containers: [{ name: "app", args: ["--v=2", "-c", "*"], env: [] }, { name: "b" }],
    nested: [["a", "b"], []],
  },
  metadata: { name: "web", labels: { "app.kubernetes.io/name": "yes" }, annotations: { note: "one\ntwo\n" } },
  kind: "Pod",
  apiVersion: "v1",
};

describe("renderYaml", () => {
  test("prints an object as kubectl does, with apiVersion, kind, metadata and spec first", () => {
    expect(renderYaml(pod).text).toBe(`apiVersion: v1
kind: Pod
metadata:
  annotations:
    note: |
      one
      two
  labels:
    app.kubernetes.io/name: "yes"
  name: web
spec:
  containers:
  - args:
    - --v=2
    - -c
    - '*'
    env: []
    name: app
  - name: b
  nested:
  - - a
    - b
  - []
status: {}
`);
  });

  test.each([
    ...[
      "yes",
      "No",
      "on",
      "y",
      "true",
      "null",
      "~",
      "",
      " ",
      " lead",
      "trail ",
      "1",
      "-1",
      "+1",
      "1e3",
      "1.0",
      ".5",
      "1.",
      "0x1F",
    ],
    ...[
      "0o17",
      "0b1",
      "017",
      "1_000",
      "12:30",
      "190:20:30.15",
      "2001-01-01",
      "2001-12-14t21:59:43.10-05:00",
      ".inf",
      "-.INF",
      ".nan",
    ],
    ...[
      "=",
      "<<",
      "-",
      "- a",
      "--",
      "---",
      "--- a",
      "...",
      ".",
      "..",
      "?",
      "? a",
      ":",
      "a:",
      "a: b",
      "a:b",
      "a #b",
      "a#b",
      "#a",
      "*a",
    ],
    ...[
      "&a",
      "!a",
      "|",
      ">",
      "@a",
      "`a",
      "%a",
      "'a'",
      '"a"',
      "a'b",
      'a"b',
      "[a]",
      "{a}",
      "a, b",
      "a\\b",
      "{{ .Values.x }}",
      "_",
      "._",
    ],
    ...[
      "a\nb",
      "a\n",
      "a\n\n",
      "\na",
      " a\nb",
      "a\n b",
      "a\n  \nb",
      "a\n ",
      "a\tb",
      "\ta",
      "a\n\tb",
      "a\r\nb",
      "\n",
      "# a\nb",
      "---\na",
    ],
    ...[
      "é",
      "日本語",
      "🙂",
      "\u0085",
      "\u00a0",
      "\u2028",
      "\ufeffa",
      "\u0000",
      "\u001b",
      "\ud800",
      "e\u0301",
      "\u0301",
      "١٢",
      "a\u200bb",
    ],
    ...[
      "10.0.0.1",
      "nginx:1.25",
      "host:5000/app",
      "-----BEGIN KEY-----\nabc\n-----END KEY-----\n",
      "0",
      "00",
      "1__0",
      "+",
      "+.5",
      "1.e+3",
    ],
  ])("the string %j stays that string as a value, an item, a key and alone", (text) => {
    expectRoundTrip({ key: text, list: [text, [text], { a: text }], map: { [text]: text } });
    expectRoundTrip(text);
  });

  test("what kubectl leaves unquoted stays unquoted", () => {
    for (const text of [
      "10.0.0.1",
      "nginx:1.25",
      "--v=2",
      "k8s-app",
      "/var/run",
      "a b",
      "http://x/y?z=1#w",
      "日本語",
    ]) {
      expect(renderYaml({ a: text }).text).toBe(`a: ${text}\n`);
    }
  });

  test("parsing the text gives back an equal value, whatever it holds", () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom(...Array.from(" \n\t:#-?'\"|>&*!%@`{}[],.~01eExy_=<")),
        fc.string({ unit: "binary", maxLength: 1 }),
      ),
    });
    const withTexts = fc.oneof(
      jsonValues,
      fc.array(text),
      fc.dictionary(text, fc.oneof(text, fc.array(text))),
    );
    fc.assert(
      fc.property(withTexts, (value) => {
        expectRoundTrip(value);
      }),
      { numRuns: 500 },
    );
  });
});

describe("lineOf", () => {
  test("is the line of the key or of the dash", () => {
    const { lines, lineOf } = renderYaml(pod);
    const at = (pointer: string) => lines[(lineOf(pointer) ?? 0) - 1];
    expect(at("/spec/containers/0/args/1")).toBe("    - -c");
    expect(at("/spec/containers/0")).toBe("  - args:");
    expect(at("/metadata/labels/app.kubernetes.io~1name")).toBe('    app.kubernetes.io/name: "yes"');
    expect(at("/metadata/annotations/note")).toBe("    note: |");
    expect(at("")).toBe("apiVersion: v1");
  });

  test("is the line of the nearest parent for a missing field, and null for no pointer", () => {
    const { lineOf } = renderYaml(pod);
    expect(lineOf("/spec/containers/1/securityContext/runAsNonRoot")).toBe(lineOf("/spec/containers/1"));
    expect(lineOf("/nowhere")).toBe(1);
    expect(lineOf("spec")).toBeNull();
  });

  test("agrees with the positions that a YAML parser reports, for every part of every value", () => {
    fc.assert(
      fc.property(jsonValues, (value) => {
        const { text, lineOf } = renderYaml(value);
        const counter = new LineCounter();
        const document = parseDocument(text, { lineCounter: counter });
        for (const path of pathsOf(value)) {
          const last = path.at(-1);
          const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
          if (last === undefined || !isNode(parent)) continue;
          const pair = isMap(parent)
            ? parent.items.find(({ key }) => isScalar(key) && key.value === last)
            : undefined;
          const node = isSeq(parent) && typeof last === "number" ? parent.items[last] : pair?.key;
          if (!isNode(node) || !node.range) throw new Error(`no ${toPointer(path)} in:\n${text}`);
          expect({ path, line: lineOf(toPointer(path)) }).toEqual({
            path,

            line: counter.linePos(node.range[0]).line,
          });
        }
      }),
    );
  });
});
