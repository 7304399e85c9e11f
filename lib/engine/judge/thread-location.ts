import * as nodeModule from "node:module";
import { pathToFileURL } from "node:url";

/** How a worker thread is started: its file, and what Node must load first to read it. */
export interface ThreadLocation {
  readonly url: URL;
  readonly execArgv: readonly string[];
}

/**
 * Finds the thread's file beside the code that runs: TypeScript source in development and tests (read through tsx), the
 * bundle `judge-thread.mjs` next to the worker's bundle otherwise.
 *
 * @param moduleUrl `import.meta.url` of a module in `lib/engine`, or of the bundle that it became part of
 * @param threadUrl where the file is, if the caller knows better
 */
export function locateThread(moduleUrl: string, threadUrl?: URL): ThreadLocation {
  const isSource = moduleUrl.endsWith(".ts");
  const url = threadUrl ?? new URL(isSource ? "./judge-thread.ts" : "./judge-thread.mjs", moduleUrl);
  if (!url.pathname.endsWith(".ts")) return { url, execArgv: [] };
  const loader = pathToFileURL(nodeModule.createRequire(moduleUrl).resolve("tsx")).href;
  return { url, execArgv: ["--import", loader] };
}
