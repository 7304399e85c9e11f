import { glob, readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { v7 as uuidv7 } from "uuid";
import { entityIdOf, makePolicy } from "@/scripts/testing/builders";
import { miniLibrary, type MiniLibrary } from "@/scripts/testing/mini-library";
import { inspectorOfFile, worldOfFile } from "@/scripts/testing/scope";
import { configMap, labelTemplate } from "@/scripts/testing/templates";
import { otherDoors, verbs, type Ids, type Verb } from "@/scripts/testing/verbs";
import type { Tenant, TestCluster } from "@/scripts/testing/world";
import { createUser } from "@/lib/data/system";
import { ROLES } from "@/lib/domain/roles";
import { createOrganization } from "./accounts/create-organization";
import { memberContext } from "./accounts/member-context";
import { createCluster } from "./clusters/create-cluster";
import type { Ctx } from "./context";
import { readEntity } from "./entities/read-entity";
import { AppError } from "./errors";
import { createPolicy } from "./policies/save-policy";
import { readViolationList } from "./violations/list-violations";

interface Filled {
  tenant: Tenant;
  cluster: TestCluster;
  ids: Ids;
}

const world = worldOfFile();
const inspector = inspectorOfFile(world);
let library: MiniLibrary;
let ours: Filled;
let theirs: Filled;
const at = new Date("2026-11-24T12:00:00Z");

beforeAll(async () => {
  // A template that no policy of the sample fleet is made of.
  library = await miniLibrary("samples", "pod-security/pss-host-ipc");
  await library.pack({
    id: "hosts",
    title: "Hosts",
    summary: "What pods share with hosts.",
    kind: "set",
    templates: ["pss-host-ipc"],
  });
  await library.install(world.services);
  [ours, theirs] = [await fill("Ours"), await fill("Theirs")];
});
afterAll(() => library.remove());

/** An organization in which every id that a verb takes names something. */
async function fill(name: string): Promise<Filled> {
  const tenant = await world.organization(name);
  const { owner } = tenant;
  const cluster = await tenant.cluster();
  const policy = await makePolicy(owner, "Label", labelTemplate);
  await cluster.apply(configMap("a"));
  await world.work();
  const entity = await entityIdOf(owner, "a");
  const version = (await readEntity(owner, entity)).versions[0]?.id ?? "";
  const violation = (await readViolationList(owner, {})).items[0]?.id ?? "";
  const ids = {
    cluster: cluster.clusterId,
    policy: policy.id,
    template: policy.templateId,
    entity,
    version,
    violation,
    email: "",
    name: "",
    member: "",
  };
  const { member, email } = await fresh(tenant, ids);
  return { tenant, cluster, ids: { ...ids, member, email, name: `n-${uuidv7()}` } };
}

async function fresh(
  tenant: Tenant,
  ids: Pick<Ids, "template">,
): Promise<Pick<Ids, "cluster" | "policy" | "member" | "email" | "name">> {
  const name = `n-${uuidv7()}`;
  const { owner } = tenant;
  const { cluster } = await createCluster(owner, { name: `c-${name}` }, "http://console.test");
  const policy = await createPolicy(owner, { name: `P ${name}`, templateId: ids.template });
  const { actor } = await tenant.member("viewer");
  const email = `${uuidv7()}@example.com`;
  await createUser(world.services.db, { email, name: "Grace", passwordHash: "none" });
  return {
    cluster: cluster.id,
    policy: policy.id,
    member: actor.type === "user" ? actor.id : "",
    email,
    name,
  };
}

/** What a call came to, without what differs from one moment to the next. */
async function outcomeOf(verb: Verb, ctx: Ctx, ids: Ids): Promise<unknown> {
  try {
    const result: unknown = await verb.call({ ...ctx, now: () => at }, ids);
    return { result };
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, message: error.message, fields: error.fields };
    throw error;
  }
}

const all = Object.entries(verbs);
const written = all.filter(([, verb]) => verb.audit !== null);
const withFilters = all.flatMap(([name, verb]) => verb.filters.map((id) => [name, id, verb] as const));
const withIds = all.flatMap(([name, verb]) => verb.takes.map((id) => [name, id, verb] as const));
const refusals = all.flatMap(([name, verb]) =>
  ROLES.slice(ROLES.indexOf(verb.role) + 1).map((role) => [role, name, verb] as const),
);

describe("the table of verbs", () => {
  test("every function of services that takes a context or the services is in it", async () => {
    const found: string[] = [];
    for await (const file of glob("lib/services/**/*.ts", { exclude: (name) => name.endsWith(".test.ts") })) {
      const text = await readFile(file, "utf8");
      for (const [, name] of text.matchAll(
        /^export (?:async )?function (\w+)(?:<[^(]*>)?\(\s*(?:ctx: Ctx|services: Services|\{ ctx)/gm,
      ))
        found.push(name ?? "");
    }
    expect(found.toSorted()).toEqual([...Object.keys(verbs), ...Object.keys(otherDoors)].toSorted());
  });
});

describe("another organization's id", () => {
  test.each(withIds)(
    "%s answers another organization's %s like a missing one, and writes nothing",
    async (_name, id, verb) => {
      const owner = ours.tenant.owner;
      const before = await inspector.digests();
      const foreign = await outcomeOf(verb, owner, { ...ours.ids, [id]: theirs.ids[id] });
      const missing = await outcomeOf(verb, owner, { ...ours.ids, [id]: uuidv7() });
      expect(foreign).toEqual(missing);
      expect(foreign).toHaveProperty("code");
      expect(await inspector.digests()).toEqual(before);
    },
  );

  test.each(withFilters)(
    "%s filtered by another organization's %s finds what a missing one finds: nothing",
    async (_name, id, verb) => {
      const owner = ours.tenant.owner;
      const foreign = await outcomeOf(verb, owner, { ...ours.ids, [id]: theirs.ids[id] });
      expect(foreign).toEqual(await outcomeOf(verb, owner, { ...ours.ids, [id]: uuidv7() }));
      expect(foreign).not.toEqual(await outcomeOf(verb, owner, ours.ids));
    },
  );

  test("a whole organization that the person is no member of answers like a missing one", async () => {
    const stranger = { ...theirs.tenant.owner, organizationId: ours.tenant.organizationId };
    const user = stranger.actor.type === "user" ? stranger.actor : { id: "", name: "" };
    const errors = await Promise.all(
      [ours.tenant.organizationId, uuidv7(), "not-an-id", ""].map((id) =>
        memberContext(world.services, user, id, () => at).catch((error: unknown) => error),
      ),
    );
    expect(new Set(errors.map(String)).size).toBe(1);
    expect(errors[0]).toMatchObject({ code: "not_found" });
  });
});

describe("roles", () => {
  test.each(refusals)("a %s is refused %s, and nothing is written", async (role, _name, verb) => {
    const member = { ...ours.tenant.owner, role };
    const before = await inspector.digests();
    expect(await outcomeOf(verb, member, ours.ids)).toMatchObject({ code: "forbidden" });
    expect(await inspector.digests()).toEqual(before);
  });

  test.each(all)("an agent is refused %s", async (_name, verb) => {
    expect(await outcomeOf(verb, ours.cluster.agent, ours.ids)).toMatchObject({ code: "forbidden" });
  });
});

describe("the audit log", () => {
  test.each(written)(
    "%s, by the weakest role that may, leaves exactly one row that names the actor",
    async (_name, verb) => {
      const ids = { ...ours.ids, ...(await fresh(ours.tenant, ours.ids)) };
      const actor = await ours.tenant.member(verb.role);
      const rows = () =>
        inspector.rows<{ id: string; action: string; actor_id: string; organization_id: string }>(
          "SELECT id, action, actor_id, organization_id FROM audit_entries ORDER BY id",
        );
      const before = new Set((await rows()).map((row) => row.id));
      expect(await outcomeOf(verb, actor, ids)).toHaveProperty("result");
      const added = (await rows())
        .filter((row) => !before.has(row.id))
        .map(({ action, actor_id, organization_id }) => ({ action, actor_id, organization_id }));
      const actorId = actor.actor.type === "user" ? actor.actor.id : "";
      expect(added).toEqual([
        { action: verb.audit, actor_id: actorId, organization_id: ours.tenant.organizationId },
      ]);
    },
  );

  test.each(all.filter(([, verb]) => verb.audit === null))(
    "%s only reads: no table changes",
    async (_name, verb) => {
      const before = await inspector.digests();
      expect(await outcomeOf(verb, ours.tenant.owner, ours.ids)).toHaveProperty("result");
      expect(await inspector.digests()).toEqual(before);
    },
  );

  test("a new organization has one row, of its founder", async () => {
    const user = await createUser(world.services.db, {
      email: `${uuidv7()}@example.com`,
      name: "Edsger",
      passwordHash: "none",
    });
    const { id } = await createOrganization(
      world.services,
      { id: user?.id ?? "", name: "Edsger" },
      { name: "Fresh" },
    );
    expect(
      await inspector.rows("SELECT action, actor_id FROM audit_entries WHERE organization_id = $1", [id]),
    ).toEqual([{ action: "organization.create", actor_id: user?.id }]);
  });
});
