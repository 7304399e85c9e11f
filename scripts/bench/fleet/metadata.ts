import type { Json, JsonObject } from "@/lib/domain/json";
import { Chance } from "./chance";

const teams = [
  "payments",
  "orders",
  "search",
  "identity",
  "catalog",
  "shipping",
  "analytics",
  "platform",
] as const;
const apps = [
  "api",
  "worker",
  "gateway",
  "scheduler",
  "importer",
  "frontend",
  "cache",
  "ledger",
  "mailer",
] as const;

/** One application of the fleet: the place that an object has in it. */
export interface Place {
  readonly index: number;
  readonly chance: Chance;
  readonly team: string;
  readonly app: string;
  readonly name: string;
  readonly namespace: string;
  readonly labels: { [key: string]: string };
}

export function placeOf(kind: string, index: number): Place {
  const chance = new Chance(`${kind} ${String(index)}`);
  const team = chance.pick(...teams);
  const app = chance.pick(...apps);
  const name = `${team}-${app}-${String(index)}`;
  const environment = chance.pick("production", "production", "staging");
  const labels: { [key: string]: string } = {
    "app.kubernetes.io/name": app,
    "app.kubernetes.io/instance": name,
    "app.kubernetes.io/version": `2.${String(index % 20)}.1`,
    "app.kubernetes.io/component": "server",
    "app.kubernetes.io/part-of": team,
    "app.kubernetes.io/managed-by": "Helm",
    "helm.sh/chart": `service-4.${String(index % 7)}.0`,
    environment,
    team,
    owner: `team-${team}`,
    "cost-center": `cc-${String(1000 + (index % 40))}`,
  };
  if (chance.in(8)) delete labels.owner;
  return { index, chance, team, app, name, namespace: `${team}-${environment}`, labels };
}

/** Metadata as an API server hands it out and the agent sends it: managers of fields by name and time only. */
export function metadataOf(
  place: Place,
  options: { clustered?: boolean; labels?: JsonObject } = {},
): JsonObject {
  const { chance, name, namespace, team } = place;
  const day = String(1 + (place.index % 28)).padStart(2, "0");
  return {
    name,
    ...(options.clustered === true ? {} : { namespace }),
    uid: chance.uuid("uid"),
    generation: 1 + (place.index % 30),
    creationTimestamp: `2026-03-${day}T08:15:30Z`,
    labels: options.labels ?? place.labels,
    annotations: {
      "meta.helm.sh/release-name": name,
      "meta.helm.sh/release-namespace": namespace,
      "example.com/owner": `team-${team}@example.com`,
      "example.com/runbook": `https://runbooks.example.com/${team}/${name}`,
      "example.com/repository": `https://git.example.com/${team}/${name}`,
      "example.com/last-review": "2026-02-11",
      "example.com/description": describe(place),
      "checksum/config": chance.hex("config", 64),
      "argocd.argoproj.io/tracking-id": `${name}:apps/Deployment:${namespace}/${name}`,
    },
    managedFields: ["helm", "argocd-controller", "kube-controller-manager"].map((manager): Json => ({
      manager,
      operation: "Update",
      time: `2026-05-${day}T10:00:00Z`,
    })),
  };
}

function describe({ team, app, namespace }: Place): string {
  const sentences = [
    `The ${app} of the ${team} team, deployed from its own repository by a pipeline that runs every check before it merges.`,
    `Questions go to the team's channel; outside office hours the duty phone of ${namespace} answers within fifteen minutes.`,
    "Changes need the review of two people, of whom one knows the database; the runbook says how to go back to the version before.",
    "Data of customers is kept for thirty days and then removed by the nightly run of the clean-up, which reports what it has done.",
  ];
  return sentences.join(" ");
}
