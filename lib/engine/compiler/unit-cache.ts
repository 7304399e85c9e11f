import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { getOwn } from "../../domain/json";
import { tryParseJson } from "../json-text";
import type { CompiledUnit } from "../types";

/** Compiled units on disk, one file each, named by digest. */
export interface UnitCache {
  /** The unit, or null if the cache has none or its file is damaged. */
  get(digest: string): Promise<CompiledUnit | null>;
  put(unit: CompiledUnit): Promise<void>;
}

const NEWLINE = 10;

/** File format: one line of JSON (all fields but the module, and the module's SHA-256), a newline, the module. */
export function createUnitCache(cacheDir: string): UnitCache {
  const pathOf = (digest: string): string => join(cacheDir, `${digest}.unit`);
  return {
    async get(digest) {
      if (!/^[0-9a-f]{64}$/.test(digest)) return null;
      const bytes = await readFile(pathOf(digest)).catch(() => null);
      return bytes === null ? null : decodeUnit(digest, bytes);
    },
    async put(unit) {
      await mkdir(cacheDir, { recursive: true });
      const temporary = `${pathOf(unit.digest)}.${randomUUID()}`;
      try {
        await writeFile(temporary, encodeUnit(unit));
        await rename(temporary, pathOf(unit.digest));
      } finally {
        await rm(temporary, { force: true });
      }
    },
  };
}

function encodeUnit(unit: CompiledUnit): Buffer {
  const { digest, entrypoint, readsReview, readsInventory } = unit;
  const header = JSON.stringify({
    digest,
    entrypoint,
    readsReview,
    readsInventory,
    wasmDigest: sha256(unit.wasm),
  });
  return Buffer.concat([Buffer.from(`${header}\n`, "utf8"), unit.wasm]);
}

function decodeUnit(digest: string, bytes: Buffer): CompiledUnit | null {
  const end = bytes.indexOf(NEWLINE);
  const header = end < 0 ? undefined : tryParseJson(bytes.subarray(0, end).toString("utf8"));
  const wasm = new Uint8Array(bytes.subarray(end + 1));
  const entrypoint = getOwn(header, "entrypoint");
  const readsReview = getOwn(header, "readsReview");
  const readsInventory = getOwn(header, "readsInventory");
  if (getOwn(header, "digest") !== digest || getOwn(header, "wasmDigest") !== sha256(wasm)) return null;
  if (
    typeof entrypoint !== "string" ||
    typeof readsReview !== "boolean" ||
    typeof readsInventory !== "boolean"
  )
    return null;
  return { digest, entrypoint, wasm, readsReview, readsInventory };
}

/** SHA-256 in lower-case hex. */
export function sha256(data: Uint8Array | string): string {
  return createHash("sha256").update(data).digest("hex");
}
