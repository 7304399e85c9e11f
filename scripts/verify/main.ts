import { spawn } from "node:child_process";

/** Longest first, so that two cores end together. */
const checks = ["lint", "types", "test:unit", "boundaries", "dead-code"] as const;
const atOnce = 2;

interface Result {
  name: string;
  ok: boolean;
  seconds: number;
  output: string;
}

function run(name: string): Promise<Result> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn("npm", ["run", "--silent", name], { stdio: ["ignore", "pipe", "pipe"] });
    const output: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
    child.once("error", (error) => output.push(Buffer.from(String(error))));
    child.once("close", (code) => {
      resolve({
        name,
        ok: code === 0,
        seconds: (performance.now() - started) / 1000,
        output: Buffer.concat(output).toString("utf8"),
      });
    });
  });
}

/** `npm run verify`: what has to hold before every commit, two checks at a time; prints what failed and nothing else. */
async function main(): Promise<number> {
  const waiting: string[] = [...checks];
  const results: Result[] = [];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
        const result = await run(name);
        results.push(result);
        console.log(`${result.ok ? "✓" : "✗"} ${result.name.padEnd(12)} ${result.seconds.toFixed(1)} s`);
        if (!result.ok) console.log(result.output);
      }
    }),
  );
  return results.every(({ ok }) => ok) ? 0 : 1;
}

process.exit(await main());
