import { createHash, randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { z } from "zod";
import { openInspector, type Inspector } from "@/scripts/testing/inspector";
import { call, newCaller, newContext, sendBytes, signIn, type Answer, type Caller } from "./support/api";
import { password } from "./support/people";
import { addressOf, findRoutes, parameters, routes, type RouteIds } from "./support/routes";
import { readState } from "./support/state";

interface Side {
  owner: Caller;
  organizationId: string;
  ids: RouteIds;
  credential: string;
}

let inspector: Inspector;
let ours: Side;
let theirs: Side;
let viewer: Caller;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  inspector = await openInspector(readState().databaseUrl);
  [ours, theirs] = [await createSide("Ours"), await createSide("Theirs")];
  viewer = await newCaller();
  await call(ours.owner.api, "POST", `/api/v1/organizations/${ours.organizationId}/members`, {
    data: { email: viewer.email, role: "viewer" },
  });
});
test.afterAll(() => inspector.close());

const withId = z.object({ id: z.string() });
const listOf = z.object({ items: z.array(z.object({ id: z.string() })) });
const randomIds = (): RouteIds => ({
  clusterId: randomUUID(),
  entityId: randomUUID(),
  versionId: randomUUID(),
  userId: randomUUID(),
  policyId: randomUUID(),
  templateId: randomUUID(),
  violationId: randomUUID(),
});

/** An organization in which every id that an address names exists, filled through the API and the agent's protocol. */
async function createSide(name: string): Promise<Side> {
  const owner = await newCaller();
  const post = async (path: string, data: object) => (await call(owner.api, "POST", path, { data })).body;
  const organizationId = withId.parse(await post("/api/v1/organizations", { name })).id;
  const inside = `/api/v1/organizations/${organizationId}`;
  const created = z
    .object({ cluster: withId, install: z.object({ token: z.string() }) })
    .parse(await post(`${inside}/clusters`, { name: "prod-eu" }));
  const register = {
    protocol: 1,
    installToken: created.install.token,
    clusterUid: "uid",
    agentVersion: "test",
    source: "api-server",
  };
  const { credential } = z
    .object({ credential: z.string() })
    .parse(await post("/api/agent/v1/register", register));
  await call(owner.api, "POST", "/api/agent/v1/hello", {
    headers: bearer(credential),
    data: { protocol: 1, agentVersion: "test", clusterVersion: "v1.34", source: "api-server", resources: [] },
  });
  const template = withId.parse(
    await post(`${inside}/templates`, {
      title: "Label",
      severity: "high",
      category: "test",
      rego: 'package api\n\nviolation contains "no label" if not input.metadata.labels',
      parameters: { type: "object", properties: {} },
      targets: [{ group: "", kinds: ["ConfigMap"] }],
    }),
  );
  const policy = withId.parse(await post(`${inside}/policies`, { name: "Label", templateId: template.id }));
  const sent = await sendBatch(credential, 1, [upsert]);
  expect(sent).toMatchObject({ status: 200, body: { upserted: 1 } });
  const first = async (path: string) =>
    listOf.parse((await call(owner.api, "GET", `${inside}${path}`)).body).items[0]?.id ?? "";
  await expect.poll(() => first("/violations"), { timeout: 30_000 }).not.toBe("");
  const entityId = await first("/entities");
  const entity = z
    .object({ versions: z.array(withId) })
    .parse((await call(owner.api, "GET", `${inside}/entities/${entityId}`)).body);
  const member = await newCaller();
  await post(`${inside}/members`, { email: member.email, role: "viewer" });
  const me = z.object({ user: withId }).parse((await call(member.api, "GET", "/api/v1/me")).body);
  return {
    owner,
    organizationId,
    credential,
    ids: {
      clusterId: created.cluster.id,
      entityId,
      versionId: entity.versions[0]?.id ?? "",
      userId: me.user.id,
      policyId: policy.id,
      templateId: template.id,
      violationId: await first("/violations"),
    },
  };
}

const bearer = (credential: string) => ({ authorization: `Bearer ${credential}` });
const header = (sequence: number) => ({ type: "batch", protocol: 1, epoch: 1, sequence });
/** Its keys are in order, so this text is its canonical JSON. */
const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a", namespace: "shop" } };
const upsert = {
  type: "upsert",
  resource: { group: "", version: "v1", kind: "ConfigMap", resource: "configmaps", namespaced: true },
  uid: "a",
  hash: createHash("sha256").update(JSON.stringify(object)).digest("hex"),
  object,
};

async function sendBatch(credential: string, sequence: number, frames: object[]): Promise<Answer> {
  const text = [header(sequence), ...frames].map((line) => JSON.stringify(line)).join("\n");
  return await sendBytes(
    "/api/agent/v1/batches",
    { ...bearer(credential), "content-encoding": "gzip", "content-type": "application/x-ndjson" },
    gzipSync(text),
    1,
  );
}

const digests = () => inspector.digestsOf([ours.organizationId, theirs.organizationId]);

test("every route of an organization is in the table below", async () => {
  expect(await findRoutes()).toEqual(Object.keys(routes).toSorted());
});

test("another organization answers like one that does not exist, on every route, and nothing is written", async () => {
  const before = await digests();
  for (const [route, { data }] of Object.entries(routes)) {
    const foreign = addressOf(route, theirs.organizationId, theirs.ids);
    const missing = addressOf(route, randomUUID(), randomIds());
    const answer = await call(ours.owner.api, foreign.method, foreign.path, { data });
    expect([route, answer]).toEqual([
      route,
      await call(ours.owner.api, missing.method, missing.path, { data }),
    ]);
    expect([route, answer]).toMatchObject([
      route,
      { status: 404, type: "application/problem+json", body: { code: "not_found" } },
    ]);
  }
  expect(await digests()).toEqual(before);
});

test("another organization's id inside one's own answers like an id that does not exist, and nothing is written", async () => {
  const before = await digests();
  for (const [route, { data }] of Object.entries(routes)) {
    for (const name of parameters.filter((parameter) => route.includes(`[${parameter}]`))) {
      const foreign = addressOf(route, ours.organizationId, { ...ours.ids, [name]: theirs.ids[name] });
      const answer = await call(ours.owner.api, foreign.method, foreign.path, { data });
      const at = (id: string) => addressOf(route, ours.organizationId, { ...ours.ids, [name]: id });
      const missing = at(randomUUID());
      expect([route, await call(ours.owner.api, missing.method, missing.path, { data })]).toEqual([
        route,
        answer,
      ]);
      for (const nonsense of ["no-id", "..%2f", "%00"]) {
        const { method, path } = at(nonsense);
        const { status } = await call(ours.owner.api, method, path, { data });
        expect([route, nonsense, status >= 400 && status < 500]).toEqual([route, nonsense, true]);
      }
      expect([route, answer.status]).toEqual([route, 404]);
    }
  }
  expect(await digests()).toEqual(before);
});

test("a viewer is refused every route that writes, and nothing is written", async () => {
  const before = await digests();
  for (const [route, { data }] of Object.entries(routes).filter(([, { writes }]) => writes)) {
    const { method, path } = addressOf(route, ours.organizationId, ours.ids);
    expect([route, await call(viewer.api, method, path, { data })]).toMatchObject([
      route,
      { status: 403, body: { code: "forbidden" } },
    ]);
  }
  expect(await digests()).toEqual(before);
});

test("nobody is let in without a session, and a request from another site changes nothing", async () => {
  const before = await digests();
  const nobody = await newContext();
  const sites: Record<string, string>[] = [
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://evil.example" },
    { origin: "null" },
  ];
  for (const [route, { data }] of Object.entries(routes)) {
    const { method, path } = addressOf(route, ours.organizationId, ours.ids);
    expect([route, (await call(nobody, method, path, { data })).status]).toEqual([route, 401]);
    if (method === "GET") continue;
    for (const headers of sites) {
      expect([route, headers, await call(ours.owner.api, method, path, { data, headers })]).toMatchObject([
        route,
        headers,
        { status: 403, body: { code: "forbidden" } },
      ]);
    }
  }
  expect(
    (await call(nobody, "POST", "/api/v1/sign-up", { data: {}, headers: { origin: "https://evil.example" } }))
      .status,
  ).toBe(403);
  expect(await digests()).toEqual(before);
});

test("an error is problem+json that names every wrong field, and forged input is never an error of ours", async () => {
  const inside = `/api/v1/organizations/${ours.organizationId}`;
  const wrong = await call(ours.owner.api, "POST", `${inside}/policies`, {
    data: { name: "", templateId: "x", targets: { clusters: { ids: ["y"] } }, surprise: 1 },
  });
  expect(wrong).toMatchObject({
    status: 422,
    type: "application/problem+json",
    body: { code: "invalid_input", status: 422, type: "https://edict.dev/problems/invalid_input" },
  });
  const { fields } = z
    .object({ fields: z.array(z.object({ path: z.string(), message: z.string().min(5) })) })
    .parse(wrong.body);
  expect(fields.map((field) => field.path).toSorted()).toEqual([
    "",
    "name",
    "targets.clusters.ids.0",
    "templateId",
  ]);

  const cursor = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString("base64url");
  for (const path of ["/violations", "/entities", "/templates", "/audit"]) {
    for (const forged of [
      "x",
      cursor(["9", "9", "9"]),
      cursor(["a", "b", "c", "d"]),
      cursor(["a", "b"]),
      cursor(["a"]),
      cursor({}),
      cursor([1]),
    ]) {
      expect([
        path,
        forged,
        (await call(ours.owner.api, "GET", `${inside}${path}?cursor=${forged}`)).status,
      ]).toEqual([path, forged, 400]);
    }
    for (const query of ["q=%00", "limit=0", "limit=x"])
      expect((await call(ours.owner.api, "GET", `${inside}${path}?${query}`)).status).toBeLessThan(500);
  }
  const raw = (text: string, type = "application/json") =>
    ours.owner.api.post(`${inside}/policies`, { data: Buffer.from(text), headers: { "content-type": type } });
  expect((await raw("{not json")).status()).toBe(400);
  expect((await raw("[".repeat(100_000) + "]".repeat(100_000))).status()).toBe(400);
  expect((await raw("name=x", "application/x-www-form-urlencoded")).status()).toBe(415);
  expect((await raw(JSON.stringify({ name: "a\0b", templateId: ours.ids.templateId }))).status()).toBe(422);
  expect(
    (await call(ours.owner.api, "GET", `${inside}/templates/${ours.ids.templateId}?version=99999999999`))
      .status,
  ).toBe(404);
});

test("bodies beyond their limits are refused before they are read, and nothing is stored", async () => {
  test.setTimeout(120_000);
  const before = await digests();
  const mebibyte = Buffer.alloc(1024 * 1024, 120);
  const batch = { ...bearer(ours.credential), "content-type": "application/x-ndjson" };
  const announced = await sendBytes(
    "/api/agent/v1/batches",
    { ...batch, "content-length": String(100 * mebibyte.length) },
    mebibyte,
    100,
  );
  expect(announced).toMatchObject({ status: 413, body: { code: "too_large" } });
  expect((await sendBytes("/api/agent/v1/batches", batch, mebibyte, 100)).status).toBe(413);
  const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 32));
  expect(
    (await sendBytes("/api/agent/v1/batches", { ...batch, "content-encoding": "gzip" }, bomb, 1)).status,
  ).toBe(413);
  const cookies = (await ours.owner.api.storageState()).cookies
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
  const json = { cookie: cookies, "content-type": "application/json" };
  expect(
    (await sendBytes(`/api/v1/organizations/${ours.organizationId}/policies`, json, mebibyte, 100)).status,
  ).toBe(413);
  // A template may carry 3 MiB of tests, and no more.
  const check = `/api/v1/organizations/${ours.organizationId}/templates/check`;
  const object = { text: "x".repeat(3_000_000) };
  const data = { rego: "package x", tests: [{ name: "large", object, expect: { result: "passes" } }] };
  expect((await call(ours.owner.api, "POST", check, { data })).status).toBe(200);
  expect((await sendBytes(check, json, mebibyte, 100)).status).toBe(413);
  expect(await digests()).toEqual(before);
});

test("a batch that cannot be read is refused as a whole, and an unknown credential everywhere", async () => {
  const before = await digests();
  const lines = (text: string, encoding: Record<string, string> = {}) =>
    sendBytes("/api/agent/v1/batches", { ...bearer(ours.credential), ...encoding }, Buffer.from(text), 1);
  expect(await lines(`${JSON.stringify(header(2))}\n{"type":`)).toMatchObject({
    status: 400,
    body: { code: "malformed" },
  });
  expect((await lines("not gzip", { "content-encoding": "gzip" })).status).toBe(400);
  expect((await lines(`${JSON.stringify(upsert)}\n`)).status).toBe(422);
  expect((await lines("")).status).toBe(422);
  expect(await lines(`${JSON.stringify(header(2))}\n${"{}\n".repeat(5_001)}`)).toMatchObject({ status: 413 });
  expect(
    await lines(
      [header(2), upsert, { ...upsert, hash: "0".repeat(64) }].map((line) => JSON.stringify(line)).join("\n"),
    ),
  ).toMatchObject({ status: 422, body: { fields: [{ path: "frames.1.hash" }] } });
  const nobody = await newContext();
  for (const door of ["hello", "known", "batches", "heartbeat"]) {
    for (const headers of [
      {},
      bearer("eda_unknown"),
      bearer(`${ours.credential.slice(0, -2)}xx`),
      { authorization: `Basic ${ours.credential}` },
    ]) {
      expect([
        door,
        await call(nobody, "POST", `/api/agent/v1/${door}`, { headers, data: {} }),
      ]).toMatchObject([door, { status: 401, body: { code: "unauthenticated" } }]);
    }
  }
  expect((await call(nobody, "GET", "/install/edi_unknown.yaml")).status).toBe(404);
  expect(await digests()).toEqual(before);
});

test("sign-up and sign-in answer the same for an address that has an account and one that has none", async () => {
  const known = await newCaller();
  const data = (email: string) => ({ name: "Eve", email, password: "another long password" });
  const [taken, free] = [await newContext(), await newContext()];
  const unknown = `nobody.${randomUUID()}@example.com`;
  expect(await call(taken, "POST", "/api/v1/sign-up", { data: data(known.email) })).toEqual(
    await call(free, "POST", "/api/v1/sign-up", { data: data(`new.${randomUUID()}@example.com`) }),
  );
  expect(await signIn(taken, known.email, "wrong password entirely")).toEqual(
    await signIn(taken, unknown, "wrong password entirely"),
  );
  expect((await signIn(taken, known.email, "another long password")).status).toBe(401);
  expect((await signIn(await newContext(), known.email, password)).status).toBe(200);
  expect((await call(taken, "GET", "/api/v1/me")).status).toBe(401);
});

test("after ten wrong passwords the right one is refused too, with the same answer", async () => {
  const { email } = await newCaller();
  const api = await newContext();
  const refusals = new Set<string>();
  for (let attempt = 0; attempt < 10; attempt++)
    refusals.add(JSON.stringify(await signIn(api, email, `wrong password ${String(attempt)}`)));
  refusals.add(JSON.stringify(await signIn(api, email, password)));
  expect(refusals.size).toBe(1);
  expect((await call(api, "GET", "/api/v1/me")).status).toBe(401);
});
