import { readFileSync } from "node:fs";
import { z } from "zod";

/** What the global setup tells the tests: written once, read in the process that runs them. */
const stateSchema = z.object({
  url: z.string(),
  databaseUrl: z.string(),
  cluster: z.object({
    url: z.string(),
    kubeconfigPath: z.string(),
    kubectlPath: z.string(),
    adminToken: z.string(),
    caPath: z.string(),
  }),
  /** Whether the cluster has a node that runs the agent's pod, and if not, why. */
  agent: z.object({ pod: z.boolean(), reason: z.string() }),
});
export type E2eState = z.infer<typeof stateSchema>;

/** @throws Error when the tests run without their global setup */
export function readState(): E2eState {
  const path = process.env.EDICT_E2E_STATE;
  if (path === undefined) throw new Error("The browser tests need their global setup: npm test -- e2e");
  return stateSchema.parse(JSON.parse(readFileSync(path, "utf8")));
}
