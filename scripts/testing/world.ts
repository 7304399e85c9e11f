import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Logger, runOnce } from "graphile-worker";
import { v7 as uuidv7 } from "uuid";
import type { Role } from "@/lib/contracts/api/common";
import { canonicalJson, type Json } from "@/lib/contracts/wire/canonical-json";
import type { Frame, WireResource } from "@/lib/contracts/wire/protocol";
import { forOrganization } from "@/lib/data/database";
import { createUser } from "@/lib/data/system";
import { makeTemporaryDir } from "@/lib/engine/compiler/temporary-dir";
import { createHandlers } from "@/lib/jobs/handlers";
import { createServices } from "@/lib/runtime/services";
import { createOrganization } from "@/lib/services/accounts/create-organization";
import { authenticateAgent } from "@/lib/services/agent/authenticate";
import { helloAgent } from "@/lib/services/agent/hello";
import { registerAgent } from "@/lib/services/agent/register";
import { createCluster } from "@/lib/services/clusters/create-cluster";
import type { Ctx, Services } from "@/lib/services/context";
import { applyBatch } from "@/lib/services/ingest/apply-batch";
import { ensureOpa } from "../tools/opa";
import { projectFolder } from "../tools/paths";
import { createTestDatabase } from "./database";

/** A database of its own with real services, for tests of services without HTTP. */
export interface World {
  services: Services;
  databaseUrl: string;
  /** A new organization with its owner. */
  organization: (name?: string) => Promise<Tenant>;
  /** Runs every job that is due, on the real handlers, until none is left. */
  work: () => Promise<void>;
  close: () => Promise<void>;
}

export interface Tenant {
  organizationId: string;
  /** The owner. */
  owner: Ctx;
  /** A new member with this role. */
  member: (role: Role) => Promise<Ctx>;
  cluster: (name?: string) => Promise<TestCluster>;
}

/** A cluster with an agent that has said hello: `send` is one committed batch. */
export interface TestCluster {
  clusterId: string;
  agent: Ctx;
  credential: string;
  send: (...frames: Frame[]) => ReturnType<typeof applyBatch>;
  apply: (...objects: Json[]) => ReturnType<typeof applyBatch>;
}

const silent = new Logger(() => () => undefined);

export async function createWorld(): Promise<World> {
  const database = await createTestDatabase();
  const folder = await makeTemporaryDir("world");
  const services = createServices(
    {
      DATABASE_URL: database.url,
      OPA_PATH: await ensureOpa(() => undefined),
      EDICT_DATA: folder,
      EDICT_AGENT_IMAGE: "edict.local/agent:test",
      EDICT_JUDGE_THREADS: 1,
      EDICT_LIBRARY_DIR: join(projectFolder, "library"),
      EDICT_LOG_LEVEL: "silent",
      EDICT_SAMPLE_FLEET: true,
      EDICT_VERSION: "0.0.0-test",
    },
    "worker",
  );
  const taskList = createHandlers({ services, startSampleAgents: () => Promise.resolve() });
  return {
    services,
    databaseUrl: database.url,
    organization: (name = "Northwind") => createTenant(services, name),
    work: async () => {
      // Delayed jobs (coalesced inventory rules) are due within 200 ms.
      await runOnce({ connectionString: database.url, taskList, noHandleSignals: true, logger: silent });
      await new Promise((resolve) => setTimeout(resolve, 250));
      await runOnce({ connectionString: database.url, taskList, noHandleSignals: true, logger: silent });
    },
    close: async () => {
      await services.judge.close();
      await services.db.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function createPerson(services: Services, name: string) {
  const user = await createUser(services.db, {
    email: `${uuidv7()}@example.com`,
    name,
    passwordHash: "none",
  });
  if (user === null) throw new Error("the address of a new person cannot be taken");
  return { id: user.id, name: user.name };
}

async function createTenant(services: Services, name: string): Promise<Tenant> {
  const founder = await createPerson(services, "Ada");
  const { id: organizationId } = await createOrganization(services, founder, { name });
  const context = (user: { id: string; name: string }, role: Role): Ctx => ({
    services,
    organizationId,
    actor: { type: "user", ...user },
    role,
    now: () => new Date(),
  });
  const owner = context(founder, "owner");
  return {
    organizationId,
    owner,
    member: async (role) => {
      const user = await createPerson(services, role);
      await forOrganization(services.db, organizationId, (tx) =>
        tx.membership.create({ data: { organizationId, userId: user.id, role } }),
      );
      return context(user, role);
    },
    cluster: (clusterName = "prod-eu") => connectCluster(services, owner, clusterName),
  };
}

async function connectCluster(services: Services, owner: Ctx, name: string): Promise<TestCluster> {
  const { cluster, install } = await createCluster(owner, { name }, "http://console.test");
  const registered = await registerAgent(
    services,
    {
      protocol: 1,
      installToken: install.token,
      clusterUid: uuidv7(),
      agentVersion: "test",
      source: "api-server",
    },
    new Date(),
  );
  const { ctx } = await authenticateAgent(services, registered.credential, () => new Date());
  const { epoch } = await helloAgent(ctx, cluster.id, {
    protocol: 1,
    agentVersion: "test",
    clusterVersion: "v1.34.4",
    source: "api-server",
    resources: [],
  });
  let sequence = 0;
  const send = (...frames: Frame[]) =>
    applyBatch(ctx, cluster.id, { type: "batch", protocol: 1, epoch, sequence: ++sequence }, frames);
  return {
    clusterId: cluster.id,
    agent: ctx,
    credential: registered.credential,
    send,
    apply: (...objects) => send(...objects.map((object) => upsertOf(object))),
  };
}

/** The frame an agent would send of an object; the uid is the object's own or made from its name. */
export function upsertOf(object: Json): Extract<Frame, { type: "upsert" }> {
  if (object === null || typeof object !== "object" || Array.isArray(object))
    throw new Error("an object is needed");
  const uid =
    metadataText(object, "uid") ??
    `${text(object["kind"])}-${metadataText(object, "namespace") ?? ""}-${metadataText(object, "name") ?? ""}`;
  return {
    type: "upsert",
    resource: resourceOf(object),
    uid,
    hash: createHash("sha256").update(canonicalJson(object)).digest("hex"),
    object,
    manager: "kubectl",
  };
}

export function resourceOf(object: { [key: string]: Json }): WireResource {
  const apiVersion = text(object["apiVersion"]);
  const [group, version] = apiVersion.includes("/") ? apiVersion.split("/") : ["", apiVersion];
  const kind = text(object["kind"]);
  return {
    group: group ?? "",
    version: version ?? "v1",
    kind,
    resource: `${kind.toLowerCase()}s`,
    namespaced: metadataText(object, "namespace") !== null,
  };
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

function metadataText(object: { [key: string]: Json }, key: string): string | null {
  const metadata = object["metadata"];
  if (metadata === null || typeof metadata !== "object" || Array.isArray(metadata)) return null;
  const value = metadata[key];
  return typeof value === "string" ? value : null;
}
