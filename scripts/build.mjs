// `npm run build`. See scripts/build/main.ts.
import { runScript } from "./bootstrap/run.mjs";

await runScript("scripts/build/main.ts");
