import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { z } from "zod";
import { ensureChromium } from "../tools/chromium";
import { ensureOpa } from "../tools/opa";
import { buildProduct } from "../build/build-product";
import { row, type Row } from "./report";

/** Written by the walkthrough, which measures it: one browser, one real API server, kubectl's own time included. */
const timesFile = "test-results/apply-to-screen.json";
const timesSchema = z.object({ millis: z.array(z.number()), kubectlMillis: z.array(z.number()) });

/** Runs the walkthrough in a real browser against a real API server and takes the times it measured. */
export async function benchApplyToScreen(): Promise<Row[]> {
  await buildProduct(console.error);
  await rm(timesFile, { force: true });
  const environment = {
    ...process.env,
    CHROMIUM_PATH: await ensureChromium(console.error),
    OPA_PATH: await ensureOpa(console.error),
  };
  const status = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, ["node_modules/@playwright/test/cli.js", "test", "walkthrough"], {
      env: environment,
      stdio: ["ignore", 2, 2],
    });
    child.once("error", reject);
    child.once("exit", resolve);
  });
  if (status !== 0) throw new Error("the walkthrough failed, so nothing was measured");
  const times = timesSchema.parse(JSON.parse(await readFile(timesFile, "utf8")));
  const without = times.millis.map((total, index) => Math.max(0, total - (times.kubectlMillis[index] ?? 0)));
  return [
    row("kubectl apply → row on screen, kubectl's own time included", "ms", times.millis, { atMost: 500 }),
    row("the same from the moment kubectl returned", "ms", without),
  ];
}
