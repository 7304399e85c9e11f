// `npm test`. See scripts/test/main.ts.
import { runScript } from "./bootstrap/run.mjs";

await runScript("scripts/test/main.ts");
