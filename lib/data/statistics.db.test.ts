import { expect, test } from "vitest";
import { worldOfFile, tenantOfFile, inspectorOfFile } from "@/scripts/testing/scope";
import { configMap } from "@/scripts/testing/templates";
import { refreshStatistics } from "./statistics";

const world = worldOfFile();
const tenant = tenantOfFile(world);
const inspector = inspectorOfFile(world);

test("a table that has just been filled is looked at once, however often one asks", async () => {
  const cluster = await tenant.cluster();
  await cluster.apply(...Array.from({ length: 600 }, (_, index) => configMap(`map-${String(index)}`)));
  const known = () => inspector.rows("SELECT reltuples FROM pg_class WHERE oid = 'entities'::regclass");
  // A connection tells of its changes after it has been idle for a moment.
  await expect
    .poll(() => refreshStatistics(world.services.db), { timeout: 15_000, interval: 200 })
    .toContain("entities");
  expect(await known()).toEqual([{ reltuples: 600 }]);
  expect(await refreshStatistics(world.services.db)).toEqual([]);
});
