import { buildProduct } from "./build-product";
import { targets } from "./targets";

const names = process.argv.slice(2);
const known = targets.map((target) => target.name);

const help = `Builds what changed since the last build.

Usage: npm run build [-- TARGET…]

Targets: ${known.join(", ")} (all when none is named)`;

async function main(): Promise<number> {
  if (names.includes("--help")) {
    console.log(help);
    return 0;
  }
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    console.error(`No target is called ${unknown.join(", ")}. There are: ${known.join(", ")}.`);
    return 2;
  }
  await buildProduct((line) => console.log(line), names.length === 0 ? undefined : names);
  console.log("Everything is built.");
  return 0;
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));
process.once("disconnect", () => process.exit(130));
process.exitCode = await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
if (process.connected) process.disconnect();
