import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { linesOf, readBlocks, type InputLine } from "./read-lines";

async function* inPieces(bytes: Buffer, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  let start = 0;
  for (let turn = 0; start < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? bytes.length;
    yield bytes.subarray(start, start + size);
    start += size;
  }
}

/** Every line, null where it was too long to be read or is no UTF-8. */
async function read(bytes: Buffer, sizes: readonly number[], lineBytesMax?: number): Promise<InputLine[]> {
  const lines: InputLine[] = [];
  for await (const block of readBlocks(inPieces(bytes, sizes), lineBytesMax)) {
    const found = block.bytes === null ? [{ number: block.firstLine, text: null }] : linesOf(block);
    expect(found).toHaveLength(block.lineCount);
    lines.push(...found);
  }
  return lines;
}

const textOf = (lines: readonly InputLine[]) => lines.map(({ text }) => text);

describe("lines of a stream", () => {
  test("are the same and numbered from 1, wherever it is cut", async () => {
    const line = fc.oneof(
      fc.constant(""),
      fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\n", "")),
      fc.integer({ min: 0, max: 200_000 }).map((length) => "x".repeat(length)),
    );
    const sizes = fc.array(fc.integer({ min: 1, max: 300_000 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 8 }), fc.boolean(), sizes, async (texts, ends, cuts) => {
        const whole = texts.map((text) => `${text}\n`).join("");
        const text = ends ? whole : whole.slice(0, -1);
        // Without a line break at its end, an empty last line is none.
        const expected = !ends && texts.at(-1) === "" ? texts.slice(0, -1) : texts;
        const lines = await read(Buffer.from(text), cutsFor(text, cuts));
        expect(textOf(lines)).toEqual(expected.map((each, index) => withoutMark(each, index)));
        expect(lines.map(({ number }) => number)).toEqual(expected.map((_text, index) => index + 1));
      }),
      { numRuns: 60 },
    );
  });

  test("too long to be read are one line each, and cost none of those around them", async () => {
    const long = "y".repeat(400_000);
    const text = `a\n${long}\nb\nc\n${long}\n${"z".repeat(150_000)}\nd`;
    for (const size of [50_000, 130_000, 1_000_000]) {
      const lines = await read(Buffer.from(text), [size], 300_000);
      expect(textOf(lines)).toEqual(["a", null, "b", "c", null, "z".repeat(150_000), "d"]);
    }
  });

  test("end with a line feed and nothing else", async () => {
    const lines = await read(Buffer.from("a\r\nb\rc\u2028d\u0085e\n\n"), [3]);
    expect(textOf(lines)).toEqual(["a\r", "b\rc\u2028d\u0085e", ""]);
  });

  test("that are no UTF-8 are told apart from those that are", async () => {
    const bytes = Buffer.concat([
      Buffer.from("a\n"),
      Buffer.from([0xff, 0x0a]),
      Buffer.from("ä\n"),
      Buffer.from([0xed, 0xa0, 0x80]),
    ]);
    expect(textOf(await read(bytes, [100]))).toEqual(["a", null, "ä", null]);
    expect(textOf(await read(bytes, [1]))).toEqual(["a", null, "ä", null]);
  });

  test("begin behind a byte order mark, which is nothing but a character elsewhere", async () => {
    expect(textOf(await read(Buffer.from("\ufeffa\n\ufeffb"), [100]))).toEqual(["a", "\ufeffb"]);
  });
});

function withoutMark(text: string, index: number): string {
  return index === 0 && text.startsWith("\ufeff") ? text.slice(1) : text;
}

/** Long texts are not cut into thousands of pieces. */
function cutsFor(text: string, cuts: readonly number[]): readonly number[] {
  return text.length > 5_000 ? cuts.map((cut) => cut + 20_000) : cuts;
}
