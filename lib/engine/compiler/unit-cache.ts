import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { tryParseJson } from "../json-text";
import type { CompiledModule, CompiledUnit } from "../types";

/** Units that share a module, as they came out of one run of the compiler. Keyed units of a link keep their order. */
export interface CompiledFile {
  readonly module: CompiledModule;
  readonly units: readonly CompiledUnit[];
}

/** Compiled programs on disk, one file each, named by digest. */
export interface UnitCache {
  /** The program, or null if the cache has none or its file is damaged. */
  get(digest: string): Promise<CompiledFile | null>;
  put(file: CompiledFile): Promise<void>;
}

const NEWLINE = 10;

const headerSchema = z.object({
  moduleDigest: z.string(),
  wasmBytes: z.number(),
  contentDigest: z.string(),
  hasPlan: z.boolean(),
  units: z.array(
    z.object({
      digest: z.string(),
      entrypoint: z.string(),
      readsReview: z.boolean(),
      readsInventory: z.boolean(),
    }),
  ),
});

/** File format: one line of JSON (what the units are, the size of the Wasm, a checksum), a newline, the Wasm, the plan. */
export function createUnitCache(cacheDir: string): UnitCache {
  const pathOf = (digest: string): string => join(cacheDir, `${digest}.unit`);
  return {
    async get(digest) {
      if (!/^[0-9a-f]{64}$/.test(digest)) return null;
      const bytes = await readFile(pathOf(digest)).catch(() => null);
      return bytes === null ? null : decodeFile(digest, bytes);
    },
    async put(file) {
      await mkdir(cacheDir, { recursive: true });
      const path = pathOf(file.module.digest);
      const temporary = `${path}.${randomUUID()}`;
      try {
        await writeFile(temporary, encodeFile(file));
        await rename(temporary, path);
      } finally {
        await rm(temporary, { force: true });
      }
    },
  };
}

function encodeFile({ module, units }: CompiledFile): Buffer {
  const content = Buffer.concat([module.wasm, Buffer.from(module.plan ?? "", "utf8")]);
  const header = {
    moduleDigest: module.digest,
    wasmBytes: module.wasm.byteLength,
    contentDigest: sha256(content),
    hasPlan: module.plan !== null,
    units: units.map(({ digest, entrypoint, readsReview, readsInventory }) => {
      return { digest, entrypoint, readsReview, readsInventory };
    }),
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`, "utf8"), content]);
}

function decodeFile(moduleDigest: string, bytes: Buffer): CompiledFile | null {
  const end = bytes.indexOf(NEWLINE);
  const header = headerSchema.safeParse(
    end < 0 ? undefined : tryParseJson(bytes.subarray(0, end).toString("utf8")),
  );
  const content = bytes.subarray(end + 1);
  if (!header.success || header.data.moduleDigest !== moduleDigest) return null;
  if (header.data.contentDigest !== sha256(content)) return null;
  const { wasmBytes, hasPlan } = header.data;
  const plan = hasPlan ? content.subarray(wasmBytes).toString("utf8") : null;
  const module = { digest: moduleDigest, wasm: new Uint8Array(content.subarray(0, wasmBytes)), plan };
  return { module, units: header.data.units.map((unit) => ({ ...unit, moduleDigest, module })) };
}

/** SHA-256 in lower-case hex. */
export function sha256(data: Uint8Array | string): string {
  return createHash("sha256").update(data).digest("hex");
}
