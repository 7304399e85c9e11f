import { glob, readFile } from "node:fs/promises";

/** Ids that addresses name, each of something that exists in one organization. */
export const parameters = [
  "clusterId",
  "entityId",
  "versionId",
  "userId",
  "policyId",
  "templateId",
  "violationId",
] as const;
export type RouteIds = Record<(typeof parameters)[number], string>;

export interface Route {
  /** Whether it changes anything, and so is refused to a viewer. */
  writes: boolean;
  data?: object;
}

const reads: Route = { writes: false };
const writes = (data: object = {}): Route => ({ writes: true, data });

const policy = { name: "Route", templateId: "00000000-0000-7000-8000-00000000dead" };
const template = {
  title: "Route",
  severity: "low",
  category: "test",
  rego: 'package route\n\nviolation contains "x" if input.bad',
  parameters: { type: "object", properties: {} },
  targets: [{ group: "", kinds: ["ConfigMap"] }],
};

/** Every route of an organization: method and path below `/api/v1/organizations/{organizationId}`. */
export const routes: Readonly<Record<string, Route>> = {
  "GET /": reads,
  "PATCH /": writes({ name: "Taken over" }),
  "GET /agent-disclosure": reads,
  "GET /audit": reads,
  "GET /clusters": reads,
  "POST /clusters": writes({ name: "taken-over" }),
  "GET /clusters/[clusterId]": reads,
  "PATCH /clusters/[clusterId]": writes({ name: "taken-over", labels: {} }),
  "DELETE /clusters/[clusterId]": writes(),
  "POST /clusters/[clusterId]/install-token": writes(),
  "POST /clusters/[clusterId]/rotate": writes(),
  "GET /counts": reads,
  "GET /entities": reads,
  "GET /entities/[entityId]": reads,
  "GET /entities/[entityId]/versions/[versionId]": reads,
  "GET /live": reads,
  "GET /members": reads,
  "POST /members": writes({ email: "nobody@example.com", role: "viewer" }),
  "PATCH /members/[userId]": writes({ role: "viewer" }),
  "DELETE /members/[userId]": writes(),
  "GET /overview": reads,
  "GET /packs": reads,
  "GET /packs/[packId]": reads,
  "POST /packs/[packId]/policies": writes({ templates: ["pss-host-ipc"] }),
  "POST /packs/[packId]/preview": { writes: false, data: { templates: ["pss-host-ipc"] } },
  "GET /policies": reads,
  "POST /policies": writes(policy),
  "POST /policies/preview": { writes: false, data: { templateId: policy.templateId } },
  "GET /policies/[policyId]": reads,
  "PUT /policies/[policyId]": writes(policy),
  "DELETE /policies/[policyId]": writes(),
  "POST /policies/[policyId]/enable": writes(),
  "POST /policies/[policyId]/disable": writes(),
  "POST /policies/[policyId]/resume": writes(),
  "GET /sample-fleet": reads,
  "POST /sample-fleet": writes(),
  "DELETE /sample-fleet": writes(),
  "GET /templates": reads,
  "POST /templates": writes(template),
  "POST /templates/check": { writes: false, data: { rego: template.rego } },
  "GET /templates/[templateId]": reads,
  "GET /templates/[templateId]/example": reads,
  "GET /templates/[templateId]/tests": reads,
  "POST /templates/[templateId]/versions": writes(template),
  "GET /violations": reads,
  "GET /violations/facets": reads,
  "GET /violations/[violationId]": reads,
};

/** The routes that exist, as `routes` names them. */
export async function findRoutes(): Promise<string[]> {
  const root = "app/api/v1/organizations/[organizationId]";
  const found: string[] = [];
  for await (const file of glob("app/api/v1/organizations/*/**/route.ts")) {
    const path = file.slice(root.length, -"/route.ts".length);
    for (const [, method] of (await readFile(file, "utf8")).matchAll(
      /^export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b/gm,
    )) {
      found.push(`${method ?? ""} ${path === "" ? "/" : path}`);
    }
  }
  return found.toSorted();
}

export function addressOf(
  route: string,
  organizationId: string,
  ids: RouteIds,
): { method: string; path: string } {
  const [method = "", path = ""] = route.split(" ");
  const filled = parameters.reduce(
    (text, name) => text.replace(`[${name}]`, ids[name]),
    path === "/" ? "" : path,
  );
  return { method, path: `/api/v1/organizations/${organizationId}${filled}` };
}
