import { createHash } from "node:crypto";
import { chmodSync, lstatSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Outlives a restart of the machine, unlike /tmp, and every user may pass through it. */
const openParent = "/var/tmp";

/**
 * A folder of ours outside the checkout, for what another user must reach when the checkout is in a closed folder
 * such as /root. The same purpose and source always give the same folder.
 * @param source what it stands for; told in a note inside
 * @throws Error when the name is taken by somebody else: anyone may write to the parent
 */
export function openFolder(purpose: string, source: string): string {
  const key = createHash("sha256").update(source).digest("hex").slice(0, 12);
  const path = join(openParent, `edict-${purpose}-${key}`);
  mkdirSync(path, { recursive: true, mode: 0o711 });
  const found = lstatSync(path);
  if (!found.isDirectory() || found.uid !== process.getuid?.()) {
    throw new Error(`${path} belongs to somebody else. Remove it, or choose another folder with --data.`);
  }
  chmodSync(path, 0o711);
  writeFileSync(
    join(path, "README"),
    `Edict keeps this here for ${source}, which user accounts other than root can't reach.\n`,
  );
  return path;
}
