import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { makeTemporaryDir } from "@/lib/engine/compiler/temporary-dir";
import { exactParse } from "../conformance/exact-json";
import { run } from "../tools/run";

const answerSchema = z.object({
  result: z.array(z.object({ expressions: z.array(z.object({ value: z.unknown() })) })).optional(),
  errors: z.array(z.object({ code: z.string(), message: z.string() })).optional(),
});

/** What `opa eval` says: a value (integers as bigints), nothing where it is undefined, or an error's code. */
export type NativeAnswer = { readonly value: unknown } | { readonly error: string } | null;

export interface NativeQuery {
  readonly opaPath: string;
  readonly modules: Readonly<Record<string, string>>;
  readonly inputJson: string;
  readonly dataJson?: string;
  readonly reference: string;
  readonly isV0?: boolean;
}

/** Asks OPA itself, as a child process. */
export async function askOpa(query: NativeQuery): Promise<NativeAnswer> {
  const folder = await makeTemporaryDir("differential");
  try {
    const files = Object.entries(query.modules).map(([, text], index) => ({ name: `m${index}.rego`, text }));
    for (const { name, text } of files) await writeFile(join(folder, name), text);
    await writeFile(join(folder, "data.json"), query.dataJson ?? "{}");
    const documents = [...files.map(({ name }) => name), "data.json"].flatMap((name) => [
      "-d",
      join(folder, name),
    ]);
    const version = query.isV0 === true ? ["--v0-compatible"] : [];
    const args = ["eval", "--format=json", "--stdin-input", ...version, ...documents, query.reference];
    const { stdout, stderr } = await run(query.opaPath, args, { input: query.inputJson });
    if (stdout === "") throw new Error(`opa eval printed nothing: ${stderr.slice(0, 500)}`);
    const answer = answerSchema.parse(exactParse(stdout));
    const [error] = answer.errors ?? [];
    if (error !== undefined) return { error: error.code };
    const expression = answer.result?.[0]?.expressions[0];
    return expression === undefined ? null : { value: expression.value };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
