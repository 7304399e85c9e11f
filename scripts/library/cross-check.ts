import { canonicalJson, type JsonObject } from "@/lib/domain/json";
import type { JudgePolicy } from "@/lib/engine/types";
import { inventoryOfObjects } from "./cases";
import type { Engine } from "./engine";
import type { PreparedTemplate } from "./prepare";
import type { Problem } from "./problem";
import type { Stranger } from "./strangers";

/** Objects of one batch. They are each other's cluster. */
const batchObjects = 100;
const inventoryKey = "batch";

/**
 * Judges the object of every fixture of the library by every wanted template, whether it targets its kind or not, and
 * with the parameters of its own fixtures in turn. No verdict is expected, but no error of a built-in function either.
 */
export async function crossCheck(
  wanted: readonly PreparedTemplate[],
  all: readonly Stranger[],
  engine: Engine,
  tell: (share: number) => void,
): Promise<Problem[]> {
  const strangers = distinctObjects(all);
  const variants = wanted.map((item) => ({ ...item, parameters: distinctParameters(item) }));
  const faults = new Map<string, { count: number; first: string; folder: string; message: string }>();
  for (let start = 0; start < strangers.length; start += batchObjects) {
    const batch = strangers.slice(start, start + batchObjects);
    const policies = variants.flatMap(({ template, parameters }) =>
      parameters.map((values, variant): JudgePolicy => ({
        key: `${template.metadata.id} ${variant}`,
        unitDigest: template.metadata.id,
        parameters: values,
        inventoryKey: template.metadata.inventory === undefined ? null : inventoryKey,
      })),
    );
    const objects = batch.map(({ object }, index) => ({
      key: String(index),
      json: canonicalJson(object),
      policyKeys: variants.map(
        ({ template, parameters }) => `${template.metadata.id} ${(start + index) % parameters.length}`,
      ),
    }));
    const inventory = inventoryOfObjects(
      batch.map(({ object }) => object),
      [],
    );
    const judgements = await engine.run(
      { objects, policies, inventories: { [inventoryKey]: inventory }, strictErrors: true },
      "auto",
    );
    for (const [index, { outcome, objectKey }] of judgements.entries()) {
      if (outcome.status !== "error") continue;
      const folder = variants[index % variants.length]?.template.folder ?? "";
      const { message } = outcome.error;
      const first = batch[Number(objectKey)]?.file ?? "";
      const fault = faults.get(`${folder} ${message}`) ?? { count: 0, first, folder, message };
      faults.set(`${folder} ${message}`, { ...fault, count: fault.count + 1 });
    }
    tell(start / strangers.length);
  }
  return [...faults.values()].map(({ count, first, folder, message }) => ({
    file: `${folder}/template.rego`,
    reason: `on the object of ${first}${count > 1 ? ` and ${count - 1} more` : ""}: ${message}`,
  }));
}

/** The objects of these templates' own fixtures, as they are written. */
export function ownObjects(prepared: readonly PreparedTemplate[]): Stranger[] {
  return prepared.flatMap(({ cases }) =>
    cases.filter(({ written }) => written).map(({ file, case: { object } }) => ({ file, object })),
  );
}

function distinctObjects(objects: readonly Stranger[]): Stranger[] {
  const byText = new Map(objects.toReversed().map((item) => [canonicalJson(item.object), item]));
  return [...byText.values()].reverse();
}

function distinctParameters({ cases }: PreparedTemplate): JsonObject[] {
  const byText = new Map(cases.map(({ case: { parameters } }) => [canonicalJson(parameters), parameters]));
  return byText.size === 0 ? [{}] : [...byText.values()];
}
