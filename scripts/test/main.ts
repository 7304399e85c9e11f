import { generate } from "../generate.mjs";
import { sum, type Counts } from "./counts";
import { stages } from "./stages";

const help = `Runs the tests with everything they need; the last line is their count.

Usage: npm test [-- STAGE…]

Stages (all when none is named):
${stages.map(({ name, what }) => `  ${name.padEnd(5)} ${what}`).join("\n")}`;

const log = (line: string) => console.log(line);

async function main(names: readonly string[]): Promise<number> {
  if (names.includes("--help")) {
    log(help);
    return 0;
  }
  const unknown = names.filter((name) => !stages.some((stage) => stage.name === name));
  if (unknown.length > 0) {
    console.error(
      `No stage is called ${unknown.join(", ")}. There are: ${stages.map(({ name }) => name).join(", ")}.`,
    );
    return 2;
  }
  generate();
  const counts: Counts[] = [];
  const lines: string[] = [];
  for (const stage of stages.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const startedAt = Date.now();
    log(`\n── ${stage.name}: ${stage.what} ──`);
    const count = await stage.run(log).catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : String(error));
      return { passed: 0, failed: 1, skipped: 0 };
    });
    counts.push(count);
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(0);
    lines.push(`${stage.name.padEnd(5)} ${sentence(count)} in ${seconds} s`);
  }
  log(`\n${lines.join("\n")}`);
  const total = sum(counts);
  log(sentence(total));
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

function sentence({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => process.exit(130));
process.once("disconnect", () => process.exit(130));
process.exit(await main(process.argv.slice(2)));
