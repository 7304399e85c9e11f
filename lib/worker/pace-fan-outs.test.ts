import { expect, test } from "vitest";
import { paceFanOuts } from "./pace-fan-outs";

const organizationId = "01900000-0000-7000-8000-000000000001";
const policyId = "01900000-0000-7000-8000-000000000002";
const clusterId = "01900000-0000-7000-8000-000000000003";
const otherId = "01900000-0000-7000-8000-000000000004";
const inCluster = { organizationId, policyId, clusterId };

/** A clock that a fan-out moves on by what it takes. */
function paced(tookMs: number) {
  const rests: number[] = [];
  const state = { nowMs: 1_000, fanOuts: 0, rests };
  const handle = paceFanOuts(
    () => {
      state.fanOuts += 1;
      state.nowMs += tookMs;
      return Promise.resolve();
    },
    () => state.nowMs,
  );
  return {
    state,
    ask: (payload: unknown) =>
      handle(payload, (restMs) => {
        state.rests.push(restMs);
        return Promise.resolve();
      }),
  };
}

test("while changes keep coming a slow fan-out rests twenty times as long as it took beyond the first moment", async () => {
  const { state, ask } = paced(250);
  await ask(inCluster);
  await ask(inCluster);
  expect(state).toMatchObject({ fanOuts: 1, rests: [4_000] });
  state.nowMs += 3_999;
  await ask(inCluster);
  expect(state).toMatchObject({ fanOuts: 1, rests: [4_000, 1] });
  state.nowMs += 1;
  await ask(inCluster);
  expect(state.fanOuts).toBe(2);
});

test("a quick fan-out never rests, and none rests longer than half a minute", async () => {
  const quick = paced(50);
  await quick.ask(inCluster);
  await quick.ask(inCluster);
  expect(quick.state).toMatchObject({ fanOuts: 2, rests: [] });
  const slow = paced(60_000);
  await slow.ask(inCluster);
  await slow.ask(inCluster);
  expect(slow.state.rests).toEqual([30_000]);
});

test("another policy, another cluster and a fan-out over all clusters do not wait for it", async () => {
  const { state, ask } = paced(250);
  await ask(inCluster);
  await ask({ ...inCluster, policyId: otherId });
  await ask({ ...inCluster, clusterId: otherId });
  await ask({ organizationId, policyId });
  await ask({ organizationId, policyId });
  expect(state).toMatchObject({ fanOuts: 5, rests: [] });
});
