/** Bundles the agent into one file and returns its path; `dist/agent.mjs` when left out. */
export function buildAgent(outFile?: string): Promise<string>;
