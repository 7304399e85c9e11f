import { expect, test } from "vitest";
import { readNdjson } from "./ndjson";

function responseOf(chunks: string[]): Response {
  const encoder = new TextEncoder();
  return new Response(
    new ReadableStream({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(encoder.encode(chunk));
        controller.close();
      },
    }),
  );
}

async function all(chunks: string[]): Promise<unknown[]> {
  const values: unknown[] = [];
  for await (const value of readNdjson(responseOf(chunks))) values.push(value);
  return values;
}

test("values are whole wherever the chunks are cut", async () => {
  const text = '{"a":1}\n\n{"b":"zwei"}\n[3]';
  for (let cut = 0; cut <= text.length; cut += 1)
    expect(await all([text.slice(0, cut), text.slice(cut)])).toEqual([{ a: 1 }, { b: "zwei" }, [3]]);
});

test("a broken line is an error, not a missing value", async () => {
  await expect(all(['{"a":1}\n{"b"\n'])).rejects.toThrow(SyntaxError);
});
