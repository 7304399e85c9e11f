import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseCredential, type CredentialStore } from "./store";

/** Keeps the credential in a file only its owner may read. It is replaced in one step, never half written. */
export function fileCredentials(file: string): CredentialStore {
  return {
    async load() {
      return parseCredential(await readOrEmpty(file), file);
    },
    async save(credential) {
      await mkdir(path.dirname(file), { recursive: true });
      const draft = `${file}.${process.pid}.new`;
      await writeFile(draft, JSON.stringify(credential) + "\n", { mode: 0o600 });
      await rename(draft, file);
    },
  };
}

async function readOrEmpty(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}
