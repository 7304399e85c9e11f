import { afterAll, beforeAll, beforeEach } from "vitest";
import { openInspector, type Inspector } from "./inspector";
import { createWorld, type Tenant, type TestCluster, type World } from "./world";

/*
 * What a test file stands on, declared in one line each at its top. The answers are there from the first hook on: what
 * they delegate to is made by `beforeAll` or `beforeEach`, in the order of the calls, and closed in the other order.
 */

/** The file's world. */
export function worldOfFile(): World {
  const world = made("world", beforeAll, createWorld);
  afterAll(() => world().close());
  return {
    get services() {
      return world().services;
    },
    get databaseUrl() {
      return world().databaseUrl;
    },
    organization: (name) => world().organization(name),
    work: () => world().work(),
    close: () => world().close(),
  };
}

/** Looks at the file's database. */
export function inspectorOfFile(world: World): Inspector {
  const inspector = made("inspector", beforeAll, () => openInspector(world.databaseUrl));
  afterAll(() => inspector().close());
  return {
    rows: (sql, values) => inspector().rows(sql, values),
    digests: () => inspector().digests(),
    digestsOf: (organizationIds) => inspector().digestsOf(organizationIds),
    dump: () => inspector().dump(),
    close: () => inspector().close(),
  };
}

/** One organization for all tests of the file. */
export function tenantOfFile(world: World): Tenant {
  return delegateTenant(made("organization", beforeAll, () => world.organization()));
}

/** A new organization for each test. */
export function tenantOfTest(world: World): Tenant {
  return delegateTenant(made("organization", beforeEach, () => world.organization()));
}

/** A new cluster for each test, called prod-eu. */
export function clusterOfTest(tenant: Tenant): TestCluster {
  const cluster = made("cluster", beforeEach, () => tenant.cluster());
  return {
    get clusterId() {
      return cluster().clusterId;
    },
    get agent() {
      return cluster().agent;
    },
    get credential() {
      return cluster().credential;
    },
    send: (...frames) => cluster().send(...frames),
    apply: (...objects) => cluster().apply(...objects),
  };
}

function delegateTenant(tenant: () => Tenant): Tenant {
  return {
    get organizationId() {
      return tenant().organizationId;
    },
    get owner() {
      return tenant().owner;
    },
    member: (role) => tenant().member(role),
    cluster: (name) => tenant().cluster(name),
  };
}

function made<T>(name: string, hook: (work: () => Promise<void>) => void, make: () => Promise<T>): () => T {
  let value: { made: T } | undefined;
  hook(async () => {
    value = { made: await make() };
  });
  return () => {
    if (value === undefined) throw new Error(`The ${name} is there from the first hook on, not before.`);
    return value.made;
  };
}
