import { previewPolicy } from "@/lib/services/preview/preview-policy";
import { loadLibrary } from "@/lib/services/templates/load-library";
import { readTemplateList } from "@/lib/services/templates/read-templates";
import { testServerVariables } from "../testing/database";
import { startTestServer } from "../testing/test-server";
import { createWorld } from "../testing/world";
import { deployment } from "./objects";
import { row, type Row } from "./report";

const entityCount = 10_000;
const perBatch = 1_000;
const repetitions = 5;

/** The what-if preview of one draft over 10,000 entities, and how long storing them took. */
export async function benchPreview(): Promise<Row[]> {
  const server = await startTestServer(console.error);
  process.env[testServerVariables.url] = server.url;
  process.env[testServerVariables.template] = server.template;
  const world = await createWorld();
  try {
    await loadLibrary(world.services);
    const tenant = await world.organization();
    const cluster = await tenant.cluster();
    const stored = performance.now();
    for (let start = 0; start < entityCount; start += perBatch) {
      await cluster.apply(...Array.from({ length: perBatch }, (_, index) => deployment(start + index)));
    }
    const storedMs = performance.now() - stored;
    const template = (await readTemplateList(tenant.owner, { q: "read-only-root-filesystem" })).items[0];
    if (template === undefined) throw new Error("the library holds no read-only-root-filesystem");
    const first: number[] = [];
    const complete: number[] = [];
    for (let run = 0; run < repetitions; run++) {
      const started = performance.now();
      let firstMs: number | undefined;
      for await (const frame of await previewPolicy(tenant.owner, { templateId: template.id })) {
        firstMs ??= performance.now() - started;
        if (frame.complete && frame.judged !== entityCount)
          throw new Error(`judged ${String(frame.judged)} of ${String(entityCount)}`);
      }
      first.push(firstMs ?? 0);
      complete.push(performance.now() - started);
    }
    return [
      row("preview over 10,000 entities: first answers", "ms", first, { atMost: 200 }),
      row("preview over 10,000 entities: complete", "ms", complete, { atMost: 1_000 }),
      row("storing 10,000 entities, in batches of 1,000", "ms", [storedMs]),
    ];
  } finally {
    await world.close();
    await server.stop();
  }
}
