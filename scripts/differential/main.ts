import { join } from "node:path";
import { parseArgs } from "node:util";
import "../testing/property-seed";
import { ensureOpa } from "../tools/opa";
import { cacheFolder, projectFolder } from "../tools/paths";
import { compareGenerated } from "./generated";
import { compareLibrary } from "./library";
import { printTally, type Setting } from "./report";

const help = `Compares both evaluators with OPA's own.

Usage: npm run test:differential [-- OPTION…]

  --only PART        library or generated
  --template ID      of the library, only this template; may be given more than once
  --mutations N      mutated objects for each template (20)
  --modules N        generated modules of 20 rules (200)

EDICT_PROPERTY_SEED=random compares other objects and rules in every run.`;

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    template: { type: "string", multiple: true },
    mutations: { type: "string", default: "20" },
    modules: { type: "string", default: "200" },
    help: { type: "boolean" },
  },
});

async function main(): Promise<boolean> {
  if (values.help === true) {
    console.log(help);
    return true;
  }
  const log = (line: string) => process.stderr.write(`${line}\n`);
  const { template, only } = values;
  const setting: Setting = {
    libraryFolder: join(projectFolder, "library"),
    compiler: {
      opaPath: await ensureOpa(log),
      cacheDir: join(cacheFolder(), "units"),
      timeoutMs: 60_000,
      outputBytesMax: 64 * 1024 * 1024,
    },
    mutations: Number(values.mutations),
    modules: Number(values.modules),
    isWanted: (id) => template === undefined || template.includes(id),
    log,
  };
  let isGood = true;
  if (only !== "generated") isGood = printTally("library", await compareLibrary(setting)) && isGood;
  if (only !== "library") isGood = printTally("generated", await compareGenerated(setting)) && isGood;
  return isGood;
}

process.exitCode = (await main()) ? 0 : 1;
