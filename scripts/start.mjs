// `npm start` and `npm run dev`. See scripts/start/main.ts.
import { runScript } from "./bootstrap/run.mjs";

await runScript("scripts/start/main.ts");
