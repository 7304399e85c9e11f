// Generates the Prisma client and Next's route types once per change of the schema; quick when nothing changed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const stampFile = `${root}lib/data/generated/.stamp`;

/** Generates the client unless the stamp says it was made from this very schema and package lock. */
export function generate() {
  const stamp = createHash("sha256")
    .update(readFileSync(`${root}prisma/schema.prisma`))
    .update(readFileSync(`${root}package-lock.json`))
    .digest("hex");
  if (!existsSync(`${root}next-env.d.ts`)) {
    writeFileSync(
      `${root}next-env.d.ts`,
      '/// <reference types="next" />\n/// <reference types="next/image-types/global" />\n',
    );
  }
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  // The CLI insists on a schema engine it never uses for `generate`; any executable will do, for this one command only.
  const result = spawnSync(process.execPath, [`${root}node_modules/prisma/build/index.js`, "generate"], {
    cwd: root,
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: "1",
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
    },
    encoding: "utf8",
  });
  if (result.status !== 0) throw new Error(`prisma generate failed:\n${result.stdout}\n${result.stderr}`);
  mkdirSync(`${root}lib/data/generated`, { recursive: true });
  writeFileSync(stampFile, stamp);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) generate();
