import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { sampleFleetSchema, type SampleFleet } from "@/lib/contracts/library-samples";

/**
 * The sample fleet: its clusters, whose manifests lie in `samples/<folder>/<namespace>/*.yaml`, and its policies.
 *
 * @param libraryFolder path of the folder that holds `samples/`
 * @throws Error with the place in samples.yaml that cannot be used
 */
export async function readSampleFleet(libraryFolder: string): Promise<SampleFleet> {
  const result = sampleFleetSchema.safeParse(
    parse(await readFile(join(libraryFolder, "samples", "samples.yaml"), "utf8")),
  );
  if (result.success) return result.data;
  const reasons = result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`samples.yaml: ${reasons.join("; ")}`);
}
