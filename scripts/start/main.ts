import { existsSync } from "node:fs";
import { join } from "node:path";
import { progress } from "../bootstrap/progress.mjs";
import { projectFolder } from "../tools/paths";
import { Cleanups } from "./cleanups";
import { parseStartOptions, startHelp } from "./options";
import { startProduct } from "./product";
import { stopRequested } from "./stop-requested";

const log = (line: string) => console.log(line);

async function main(): Promise<number> {
  const options = parseStartOptions(process.argv.slice(2), projectFolder);
  if (options.help) {
    log(startHelp);
    return 0;
  }
  const environmentFile = join(projectFolder, ".env");
  if (existsSync(environmentFile)) process.loadEnvFile(environmentFile);
  const startedAt = Date.now();
  const stopped = stopRequested();
  const cleanups = new Cleanups();
  try {
    const starting = startProduct(options, cleanups, log);
    starting.catch(() => undefined);
    const product = await Promise.race([starting, stopped]);
    if (product === undefined) return 130;
    log(
      `\nEdict is ready at ${product.url} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)\nSign up to begin.\n`,
    );
    const failure = await Promise.race([product.failed, stopped]);
    if (failure !== undefined) console.error(failure);
    return failure === undefined ? 0 : 1;
  } finally {
    const goodbye = progress("Stopping", log);
    await cleanups.run();
    goodbye();
  }
}

try {
  process.exit(await main());
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
