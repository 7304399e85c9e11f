import { afterAll, beforeAll, expect, test } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { createLinker } from "@/lib/engine/link";
import { testCompilerOptions } from "@/lib/engine/testing/options";
import type { Judge } from "@/lib/engine/types";
import { miniLibrary } from "@/scripts/testing/mini-library";
import { openJudge } from "../engine/batch-engine";
import { linkLibraryFolder } from "../engine/linked-library";
import { judgePlaces, type Place } from "./judge-places";
import { Policies, type BatchPolicy } from "./policies";

const { opaPath, cacheDir } = testCompilerOptions(process.env.OPA_PATH);
let library: Awaited<ReturnType<typeof miniLibrary>>;
let judge: Judge;
let policy: BatchPolicy;
/** What each call of the judge held of inventories. */
const inventories: (readonly string[])[] = [];

beforeAll(async () => {
  library = await miniLibrary("data-protection/single-default-storageclass");
  const setting = {
    opaPath: () => Promise.resolve(opaPath),
    libraryFolder: library.folder,
    unitsFolder: cacheDir,
  };
  const options = { evaluator: "auto", deadlineMs: 5_000, threads: 1, unitsFolder: null } as const;
  const linked = await linkLibraryFolder(
    library.folder,
    createLinker(testCompilerOptions(process.env.OPA_PATH)),
  );
  const pool = openJudge(setting, linked.source, 1, options);
  judge = {
    judge: (batch) => {
      inventories.push(Object.values(batch.inventories ?? {}));
      return pool.judge(batch);
    },
    close: () => pool.close(),
  };
  policy = new Policies(linked.templates).find("single-default-storageclass", {});
});

afterAll(async () => {
  await judge.close();
  await library.remove();
});

function storageClass(name: string, isDefault: boolean): { value: JsonObject; json: string } {
  const value = {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata: { name, annotations: { "storageclass.kubernetes.io/is-default-class": String(isDefault) } },
    provisioner: "example.com/disk",
  };
  return { value, json: JSON.stringify(value) };
}

test("each patched object stands in the cluster of its line, and only so many clusters are held at once", async () => {
  const objects = ["a", "b", "c"].map((name) => storageClass(name, name !== "c"));
  const line = { policy, objects, inventory: [] };
  const judged = objects.map((object, objectIndex): Place => ({ line, lineIndex: 0, objectIndex, object }));
  const patched = ["a", "b"].map((name, objectIndex): Place => ({
    line,
    lineIndex: 0,
    objectIndex,
    object: storageClass(name, false),
  }));
  const places = [...judged, ...patched];
  const statuses = async (inventoryCharsMax?: number) =>
    (await judgePlaces(judge, places, inventoryCharsMax)).map(({ status }) => status);
  const expected = ["violating", "violating", "compliant", "compliant", "compliant"];

  expect(await statuses()).toEqual(expected);
  expect(inventories.map((held) => held.length)).toEqual([3]);

  inventories.length = 0;
  expect(await statuses(1)).toEqual(expected);
  expect(inventories.map((held) => held.length)).toEqual([1, 1, 1, 1, 1]);
});
