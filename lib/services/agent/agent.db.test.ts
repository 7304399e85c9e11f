import { beforeEach, describe, expect, test } from "vitest";
import { v7 as uuidv7 } from "uuid";
import { inspectorOfFile, tenantOfFile, worldOfFile } from "@/scripts/testing/scope";
import type { RegisterRequest } from "@/lib/contracts/wire/protocol";
import { removeCluster, renewInstall, rotateCredential } from "../clusters/change-cluster";
import { createCluster } from "../clusters/create-cluster";
import { addSampleFleet } from "../samples/sample-fleet";
import { orderSampleAgents } from "../samples/sample-agents";
import { updateCluster } from "../clusters/change-cluster";
import { authenticateAgent } from "./authenticate";
import { heartbeat } from "./hello";
import { registerAgent } from "./register";
import { renderInstall } from "./render-install";
import { makeToken, parseToken } from "./token";

const world = worldOfFile();
const inspector = inspectorOfFile(world);
const tenant = tenantOfFile(world);
let clusterId: string;
let token: string;
const consoleUrl = "http://console.test";
const day = 24 * 60 * 60 * 1000;

beforeEach(async () => {
  const created = await createCluster(tenant.owner, { name: `c-${uuidv7()}` }, consoleUrl);
  clusterId = created.cluster.id;
  token = created.install.token;
});

const request = (installToken: string, clusterUid = "uid-1"): RegisterRequest => ({
  protocol: 1,
  installToken,
  clusterUid,
  agentVersion: "test",
  source: "api-server",
});
const register = (installToken: string, clusterUid?: string, at = new Date()) =>
  registerAgent(world.services, request(installToken, clusterUid), at);
const authenticate = (credential: string) => authenticateAgent(world.services, credential, () => new Date());
const refusalOf = async (work: Promise<unknown>) => await work.then(() => "accepted", String);

/** The same token with other random bytes: right organization, right row, wrong secret. */
function forged(text: string): string {
  const bytes = Buffer.from(text.slice(4), "base64url");
  bytes.writeUInt8(bytes.readUInt8(63) ^ 1, 63);
  return text.slice(0, 4) + bytes.toString("base64url");
}

describe("an install token", () => {
  test("of every bad kind is refused with the same words, and nothing is written", async () => {
    const other = await world.organization("Other");
    const used = await createCluster(tenant.owner, { name: `u-${uuidv7()}` }, consoleUrl);
    await register(used.install.token, "uid-1");
    const removed = await createCluster(tenant.owner, { name: `r-${uuidv7()}` }, consoleUrl);
    await removeCluster(tenant.owner, removed.cluster.id);
    const { credential } = await register(token);
    const row = parseToken("install", token);
    const before = await inspector.digests();
    const refusals = await Promise.all([
      refusalOf(register("edi_unknown-but-long-enough")),
      refusalOf(register("")),
      refusalOf(register(makeToken("install", tenant.organizationId, uuidv7()).token)),
      refusalOf(register(makeToken("install", uuidv7(), uuidv7()).token)),
      refusalOf(register(makeToken("install", other.organizationId, row?.id ?? "").token)),
      refusalOf(register(forged(token))),
      refusalOf(register(removed.install.token)),
      refusalOf(register(used.install.token, "uid-2")),
      refusalOf(register(token, "uid-1", new Date(Date.now() + day + 1_000))),
      refusalOf(register(credential)),
    ]);
    expect(new Set(refusals)).toEqual(
      new Set([
        "AppError: This install token is unknown, expired or already used. Make a new one on the cluster's page in the console.",
      ]),
    );
    expect(await inspector.digests()).toEqual(before);
  });

  test("works again for the same cluster while it lives, and revokes the credential it gave before", async () => {
    const first = await register(token);
    expect((await authenticate(first.credential)).clusterId).toBe(clusterId);
    const second = await register(token);
    expect(await refusalOf(authenticate(first.credential))).toContain("revoked");
    expect((await authenticate(second.credential)).clusterId).toBe(clusterId);
  });

  test("given to two clusters that register at the same moment, lets in one", async () => {
    const answers = await Promise.all(["a", "b", "c"].map((uid) => refusalOf(register(token, uid))));
    expect(answers.filter((answer) => answer === "accepted")).toHaveLength(1);
    const alive = await inspector.rows(
      "SELECT id FROM agent_credentials WHERE cluster_id = $1 AND revoked_at IS NULL",
      [clusterId],
    );
    expect(alive).toHaveLength(1);
  });

  test("that was replaced by a newer one is refused, for registering and for its manifest", async () => {
    const newer = await renewInstall(tenant.owner, clusterId, consoleUrl);
    const manifest = (text: string, at = new Date()) => renderInstall(world.services, text, consoleUrl, at);
    expect(await refusalOf(register(token))).toContain("unknown, expired or already used");
    const refusals = await Promise.all([
      refusalOf(manifest(token)),
      refusalOf(manifest("edi_nonsense")),
      refusalOf(manifest(forged(newer.token))),
      refusalOf(manifest(newer.token, new Date(Date.now() + day + 1_000))),
    ]);
    expect(new Set(refusals).size).toBe(1);
    expect(await manifest(newer.token)).toContain(newer.token);
    expect(await refusalOf(register(newer.token))).toBe("accepted");
  });
});

describe("an agent's credential", () => {
  test("that is unknown, forged, of another purpose or revoked is refused with the same words", async () => {
    const { credential } = await register(token);
    const other = await createCluster(tenant.owner, { name: `o-${uuidv7()}` }, consoleUrl);
    const revoked = await register(other.install.token);
    await rotateCredential(tenant.owner, other.cluster.id, consoleUrl);
    const bad = [
      "",
      "eda_x",
      token,
      forged(credential),
      makeToken("agent", tenant.organizationId, uuidv7()).token,
      makeToken("agent", uuidv7(), uuidv7()).token,
      revoked.credential,
    ];
    const refusals = await Promise.all(bad.map((text) => refusalOf(authenticate(text))));
    expect(refusals.every((refusal) => refusal.startsWith("AppError"))).toBe(true);
    expect(new Set(refusals).size).toBe(1);
    expect(await refusalOf(authenticate(credential))).toBe("accepted");
  });

  test("stops working with the next request when it is rotated or its cluster is removed", async () => {
    const { credential } = await register(token);
    const { ctx } = await authenticate(credential);
    await rotateCredential(tenant.owner, clusterId, consoleUrl);
    expect(await refusalOf(authenticate(credential))).toContain("revoked");
    await removeCluster(tenant.owner, clusterId);
    expect(
      await heartbeat(ctx, clusterId, {
        epoch: 1,
        outboxCount: 0,
        rssBytes: 0,
        objectCount: 0,
        watchedKinds: 0,
      }),
    ).toEqual({ command: "stop" });
  });

  test("and the install token are stored as hashes only: nowhere in the database, not even in audit or jobs", async () => {
    const { credential } = await register(token);
    const dump = await inspector.dump();
    for (const text of [token, credential]) {
      const secret = Buffer.from(text.slice(4), "base64url").subarray(32);
      const found = [
        text,
        text.slice(4),
        secret.toString("base64url"),
        secret.toString("base64"),
        secret.toString("hex"),
      ].filter((form) => dump.includes(form));
      expect(found).toEqual([]);
    }
    expect(dump).toContain(parseToken("agent", credential)?.secretHash.toString("hex"));
  });
});

describe("sample agents", () => {
  test("read the folders of the sample fleet and no other, whatever a member writes into the labels", async () => {
    const owner = tenant.owner;
    const { clusters } = await addSampleFleet(owner);
    const [first, ...rest] = clusters;
    await updateCluster(owner, first?.id ?? "", {
      name: "escape",
      labels: { "edict/sample": "../../../etc" },
    });
    const orders = await orderSampleAgents(world.services, tenant.organizationId, new Set(), new Date());
    expect(orders.map((order) => order.clusterId).toSorted()).toEqual(
      rest.map((cluster) => cluster.id).toSorted(),
    );
    expect(orders.every((order) => /^[a-z-]+$/.test(order.folder))).toBe(true);
  });
});
