import type { Role } from "@/lib/contracts/api/common";
import { addMember, listMembers, removeMember, updateMember } from "@/lib/services/accounts/members";
import { readOrganization, updateOrganization } from "@/lib/services/accounts/organization";
import { listAudit } from "@/lib/services/audit/list-audit";
import {
  removeCluster,
  renewInstall,
  rotateCredential,
  updateCluster,
} from "@/lib/services/clusters/change-cluster";
import { createCluster } from "@/lib/services/clusters/create-cluster";
import { readDisclosure } from "@/lib/services/clusters/disclosure";
import { listClusters, readCluster } from "@/lib/services/clusters/read-clusters";
import type { Ctx } from "@/lib/services/context";
import { readEntityList } from "@/lib/services/entities/list-entities";
import { readEntity, readEntityVersion } from "@/lib/services/entities/read-entity";
import { previewPack } from "@/lib/services/packs/preview-pack";
import { readPack, readPackList } from "@/lib/services/packs/read-packs";
import { switchOnPack } from "@/lib/services/packs/switch-on-pack";
import { readCounts, readOverview } from "@/lib/services/overview/read-overview";
import { listPolicies, readPolicy } from "@/lib/services/policies/read-policies";
import { createPolicy, updatePolicy } from "@/lib/services/policies/save-policy";
import {
  deletePolicy,
  disablePolicy,
  enablePolicy,
  resumePolicy,
} from "@/lib/services/policies/switch-policy";
import { previewPolicy } from "@/lib/services/preview/preview-policy";
import { addSampleFleet, readFleet, removeSampleFleet } from "@/lib/services/samples/sample-fleet";
import { checkTemplate } from "@/lib/services/templates/check-template";
import { createTemplate, createTemplateVersion } from "@/lib/services/templates/publish-template";
import { readTemplateExample } from "@/lib/services/templates/read-example";
import { readTemplate, readTemplateList } from "@/lib/services/templates/read-templates";
import { readTemplateTests } from "@/lib/services/templates/read-tests";
import { readViolationFacets, readViolationList } from "@/lib/services/violations/list-violations";
import { readViolation } from "@/lib/services/violations/read-violation";
import { labelRego, labelTemplate } from "./templates";

/** Ids that verbs take, each of something that exists in one organization. */
export interface Ids {
  cluster: string;
  policy: string;
  template: string;
  entity: string;
  version: string;
  violation: string;
  member: string;
  /** An address with an account that is in no organization. */
  email: string;
  /** Part of the names of what is made. */
  name: string;
}

export interface Verb {
  /** The weakest role that may. */
  role: Role;
  /** Action of the one audit row it leaves; null for verbs that only read. */
  audit: string | null;
  /** The ids it takes, each of which is tried with another organization's. */
  takes: readonly (keyof Ids)[];
  /** Ids it only compares with: another organization's is no error, but finds nothing. */
  filters: readonly (keyof Ids)[];
  call: (ctx: Ctx, ids: Ids) => unknown;
}

const consoleUrl = "http://console.test";
const read = (takes: Verb["takes"], call: Verb["call"]): Verb => ({
  role: "viewer",
  audit: null,
  takes,
  filters: [],
  call,
});
const filter = (filters: Verb["filters"], call: Verb["call"]): Verb => ({ ...read([], call), filters });
const write = (role: Role, audit: string, takes: Verb["takes"], call: Verb["call"]): Verb => ({
  ...read(takes, call),
  role,
  audit,
});

function policyInput({ template, cluster, name }: Ids) {
  return {
    name: `Policy ${name}`,
    templateId: template,
    parameters: {},
    targets: { clusters: { ids: [cluster] } },
  };
}

/** The pack that `lib/services/tenancy.db.test.ts` puts into its library. */
function packInput({ cluster }: Ids) {
  return { templates: ["pss-host-ipc"], targets: { clusters: { ids: [cluster] } } };
}

async function lastOf<T>(frames: Promise<AsyncGenerator<T>>): Promise<T | undefined> {
  let last: T | undefined;
  for await (const frame of await frames) last = frame;
  return last;
}

/** Every verb a member may call. `lib/services/tenancy.db.test.ts` fails when one that exists is not here. */
export const verbs: Readonly<Record<string, Verb>> = {
  listMembers: read([], (ctx) => listMembers(ctx)),
  addMember: write("admin", "member.add", [], (ctx, ids) =>
    addMember(ctx, { email: ids.email, role: "viewer" }),
  ),
  updateMember: write("admin", "member.role", ["member"], (ctx, ids) =>
    updateMember(ctx, ids.member, { role: "editor" }),
  ),
  removeMember: write("admin", "member.remove", ["member"], (ctx, ids) => removeMember(ctx, ids.member)),
  readOrganization: read([], (ctx) => readOrganization(ctx)),
  updateOrganization: write("admin", "organization.rename", [], (ctx, ids) =>
    updateOrganization(ctx, { name: ids.name }),
  ),
  listAudit: read([], (ctx) => listAudit(ctx, {})),

  listClusters: read([], (ctx) => listClusters(ctx)),
  readCluster: read(["cluster"], (ctx, ids) => readCluster(ctx, ids.cluster)),
  readDisclosure: read([], (ctx) => readDisclosure(ctx)),
  createCluster: write("admin", "cluster.create", [], (ctx, ids) =>
    createCluster(ctx, { name: ids.name }, consoleUrl),
  ),
  updateCluster: write("admin", "cluster.update", ["cluster"], (ctx, ids) =>
    updateCluster(ctx, ids.cluster, { name: ids.name, labels: { env: "test" } }),
  ),
  renewInstall: write("admin", "cluster.install_token", ["cluster"], (ctx, ids) =>
    renewInstall(ctx, ids.cluster, consoleUrl),
  ),
  rotateCredential: write("admin", "cluster.rotate", ["cluster"], (ctx, ids) =>
    rotateCredential(ctx, ids.cluster, consoleUrl),
  ),
  removeCluster: write("admin", "cluster.remove", ["cluster"], (ctx, ids) => removeCluster(ctx, ids.cluster)),

  readEntityList: filter(["cluster"], (ctx, ids) => readEntityList(ctx, { cluster: ids.cluster })),
  readEntity: read(["entity"], (ctx, ids) => readEntity(ctx, ids.entity)),
  readEntityVersion: read(["entity", "version"], (ctx, ids) =>
    readEntityVersion(ctx, ids.entity, ids.version),
  ),

  readOverview: read([], (ctx) => readOverview(ctx)),
  readCounts: read([], (ctx) => readCounts(ctx)),

  listPolicies: read([], (ctx) => listPolicies(ctx)),
  readPolicy: read(["policy"], (ctx, ids) => readPolicy(ctx, ids.policy)),
  createPolicy: write("editor", "policy.create", ["template", "cluster"], (ctx, ids) =>
    createPolicy(ctx, policyInput(ids)),
  ),
  updatePolicy: write("editor", "policy.update", ["policy", "template", "cluster"], (ctx, ids) =>
    updatePolicy(ctx, ids.policy, policyInput(ids)),
  ),
  enablePolicy: write("editor", "policy.enable", ["policy"], (ctx, ids) => enablePolicy(ctx, ids.policy)),
  disablePolicy: write("editor", "policy.disable", ["policy"], (ctx, ids) => disablePolicy(ctx, ids.policy)),
  resumePolicy: write("editor", "policy.resume", ["policy"], (ctx, ids) => resumePolicy(ctx, ids.policy)),
  deletePolicy: write("editor", "policy.delete", ["policy"], (ctx, ids) => deletePolicy(ctx, ids.policy)),
  previewPolicy: {
    ...read(["template", "cluster"], async (ctx, ids) => {
      const { templateId, parameters, targets } = policyInput(ids);
      const frame = await lastOf(
        previewPolicy(ctx, { templateId, parameters, targets, policyId: ids.policy }),
      );
      return { ...frame, durationMs: 0 };
    }),
    filters: ["policy"],
  },

  readPackList: read([], (ctx) => readPackList(ctx)),
  readPack: read([], (ctx) => readPack(ctx, "hosts")),
  switchOnPack: write("editor", "policy.create", ["cluster"], (ctx, ids) =>
    switchOnPack(ctx, "hosts", packInput(ids)),
  ),
  previewPack: read(["cluster"], async (ctx, ids) => {
    const frame = await lastOf(previewPack(ctx, "hosts", packInput(ids)));
    return { ...frame, durationMs: 0 };
  }),

  readFleet: read([], (ctx) => readFleet(ctx)),
  // One row for the fleet, and one for each policy that comes with it (none here: the library holds none of their templates).
  addSampleFleet: write("admin", "sample_fleet.add", [], (ctx) => addSampleFleet(ctx)),
  removeSampleFleet: write("admin", "sample_fleet.remove", [], (ctx) => removeSampleFleet(ctx)),

  checkTemplate: read(["entity"], (ctx, ids) =>
    checkTemplate(ctx, { rego: labelRego, entityId: ids.entity }),
  ),
  createTemplate: write("editor", "template.create", [], (ctx, ids) =>
    createTemplate(ctx, { ...labelTemplate, title: ids.name }),
  ),
  createTemplateVersion: write("editor", "template.publish", ["template"], (ctx, ids) =>
    createTemplateVersion(ctx, ids.template, labelTemplate),
  ),
  readTemplateList: read([], (ctx) => readTemplateList(ctx, {})),
  readTemplateExample: read(["template"], (ctx, ids) => readTemplateExample(ctx, ids.template)),
  readTemplate: read(["template"], (ctx, ids) => readTemplate(ctx, ids.template, null)),
  readTemplateTests: read(["template"], (ctx, ids) => readTemplateTests(ctx, ids.template, null)),

  readViolationList: filter(["cluster", "policy", "entity"], (ctx, ids) =>
    readViolationList(ctx, { cluster: ids.cluster, policy: ids.policy, entity: ids.entity }),
  ),
  readViolationFacets: filter(["cluster", "policy", "entity"], (ctx, ids) =>
    readViolationFacets(ctx, { cluster: ids.cluster, policy: ids.policy, entity: ids.entity }),
  ),
  readViolation: read(["violation"], (ctx, ids) => readViolation(ctx, ids.violation)),
};

/** Functions of services that take a context or the services and are no member's verb, and what guards them instead. */
export const otherDoors: Readonly<Record<string, string>> = {
  requirePermission: "the guard itself",
  memberContext: "makes a member's context; refuses who is none",
  createOrganization: "any signed-in person; the founder becomes its owner",
  readMe: "any signed-in person, of themselves",
  signIn: "anyone, counted",
  signUp: "anyone, counted",
  authenticateAgent: "the agent's credential",
  registerAgent: "the install token",
  renderInstall: "the install token",
  helloAgent: "the agent's credential names the cluster",
  answerKnown: "the agent's credential names the cluster",
  heartbeat: "the agent's credential names the cluster",
  applyBatch: "the agent's credential names the cluster",
  evaluateEntities: "jobs",
  evaluateLoaded: "jobs",
  evaluatePolicy: "jobs",
  retryEvaluations: "jobs",
  orderSampleAgents: "the worker",
  loadLibrary: "the worker",
  readHealth: "anyone; says nothing of tenants",
  compileTemplate: "part of verbs; no data",
  ownModules: "part of verbs; no data",
  importableHelpers: "part of verbs; no data",
  brokenLibraryTemplates: "part of verbs; no data",
  requirePack: "part of verbs; no data",
  createPolicyIn: "part of verbs",
  judgeDraft: "part of verbs",
  runTests: "part of verbs; no data",
  disableInTransaction: "part of verbs",
};
