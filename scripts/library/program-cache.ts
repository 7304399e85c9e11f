import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "@/scripts/tools/paths";

/** Each change of a template makes a new program of up to ten megabytes. */
const programsMax = 20;

/** Where the compiled programs of the check are kept. */
export function programFolder(): string {
  return join(cacheFolder(), "library-check");
}

/** Removes all but the newest programs. Another check may remove some at the same time. */
export async function pruneProgramFolder(): Promise<void> {
  const folder = programFolder();
  const names = await readdir(folder).catch(() => []);
  const files = await Promise.all(
    names
      .filter((name) => name.endsWith(".unit"))
      .map(async (name) => {
        const path = join(folder, name);
        return { path, changedMs: (await stat(path).catch(() => null))?.mtimeMs ?? 0 };
      }),
  );
  const old = files.sort((a, b) => b.changedMs - a.changedMs).slice(programsMax);
  await Promise.all(old.map(({ path }) => rm(path, { force: true })));
}
