import { workerEnv } from "@/lib/env";
import { createServices } from "@/lib/runtime/services";
import { loadLibrary } from "@/lib/services/templates/load-library";
import { runWorker } from "./run-worker";
import { SampleAgents } from "./sample-agents";

async function main(): Promise<void> {
  const env = workerEnv();
  const services = createServices(env, "worker");
  const library = await loadLibrary(services);
  services.log.info(library, "built-in library loaded");
  const agents = new SampleAgents(services, env.EDICT_INTERNAL_URL);
  const worker = await runWorker(services, {
    databaseUrl: env.DATABASE_URL,
    concurrency: env.EDICT_JUDGE_THREADS + 1,
    startSampleAgents: (organizationId) => agents.start(organizationId),
  });
  if (env.EDICT_SAMPLE_FLEET) await agents.startAll();
  services.log.info({ threads: env.EDICT_JUDGE_THREADS }, "worker ready");

  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    void (async () => {
      await agents.stop();
      await worker.stop();
      await services.judge.close();
      await services.db.close();
      process.exit(0);
    })();
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
}

await main();
