import { run } from "./run";
import type { Fit } from "./part";

const timeoutMs = 20_000;

/**
 * Asks a program for its version and judges it.
 * @param args what makes the program print its version
 * @param pattern has the version as its first group
 * @param accepts judges that version
 * @param wanted completes "is version 1.2, not …" for a person
 */
export async function fitByVersion(
  path: string,
  args: readonly string[],
  pattern: RegExp,
  accepts: (version: string) => boolean,
  wanted: string,
): Promise<Fit> {
  const result = await run(path, args, { timeoutMs });
  const version = pattern.exec(result.stdout + result.stderr)?.[1];
  if (version === undefined) return { fits: false, reason: "does not tell its version" };
  if (!accepts(version)) return { fits: false, reason: `is version ${version}, not ${wanted}` };
  return { fits: true, version };
}

/** Major and minor of a version such as `1.34.4`. NaN where it has none. */
export function majorMinor(version: string): { major: number; minor: number } {
  const [major, minor] = version.split(".");
  return { major: Number.parseInt(major ?? "", 10), minor: Number.parseInt(minor ?? "", 10) };
}
