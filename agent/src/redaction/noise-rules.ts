import { isJsonObject, member, own, without, type Json, type JsonObject } from "../json";

const metadataNoise = new Set(["managedFields", "resourceVersion", "selfLink"]);

/** Copies of the whole object that tools leave behind, and a lease that is renewed every two seconds. */
const annotationNoise = new Set([
  "kubectl.kubernetes.io/last-applied-configuration",
  "kapp.k14s.io/original",
  "objectset.rio.cattle.io/applied",
  "banzaicloud.com/last-applied",
  "control-plane.alpha.kubernetes.io/leader",
]);

/** The object without what changes by itself or repeats the object. */
export function dropMetadataNoise(object: JsonObject): JsonObject {
  const metadata = member(object, "metadata");
  if (metadata === undefined) return object;
  const annotations = member(metadata, "annotations");
  let kept = without(metadata, metadataNoise);
  if (annotations !== undefined) {
    const keptAnnotations = without(annotations, annotationNoise);
    kept =
      Object.keys(keptAnnotations).length === 0
        ? without(kept, new Set(["annotations"]))
        : { ...kept, annotations: keptAnnotations };
  }
  return { ...object, metadata: kept };
}

/** The parts of `status` that rules ask for, by `group/kind`. Every other status is dropped. */
const keptStatus: Record<string, (status: JsonObject) => JsonObject> = {
  "/Node": (status) => ({
    ...pick(status, "nodeInfo"),
    ...(Array.isArray(status.conditions)
      ? { conditions: status.conditions.map((condition) => dropHeartbeat(condition)) }
      : {}),
  }),
  "/Namespace": (status) => pick(status, "phase"),
  // Whether a Pod or a Job has ended: what has ended uses nothing and cannot be changed any more.
  "/Pod": (status) => pick(status, "phase"),
  "batch/Job": (status) => pick(status, "active"),
  "/Service": (status) => {
    const loadBalancer = pick(member(status, "loadBalancer") ?? {}, "ingress");
    return Object.keys(loadBalancer).length === 0 ? {} : pick({ loadBalancer }, "loadBalancer");
  },
  "apiextensions.k8s.io/CustomResourceDefinition": (status) => ({
    ...pick(status, "acceptedNames"),
    ...pick(status, "storedVersions"),
  }),
  "snapshot.storage.k8s.io/VolumeSnapshot": (status) => ({
    ...pick(status, "readyToUse"),
    ...pick(status, "creationTime"),
  }),
};

/** The object with the kept part of its status, or without a status. */
export function reduceStatus(object: JsonObject, kindKey: string): JsonObject {
  if (!Object.hasOwn(object, "status")) return object;
  const status = member(object, "status");
  const keep = Object.hasOwn(keptStatus, kindKey) ? keptStatus[kindKey] : undefined;
  const kept = status === undefined || keep === undefined ? {} : keep(status);
  const rest = without(object, new Set(["status"]));
  return Object.keys(kept).length === 0 ? rest : { ...rest, status: kept };
}

function pick(object: JsonObject, key: string): JsonObject {
  const value = own(object, key);
  return value === undefined ? {} : { [key]: value };
}

function dropHeartbeat(condition: Json): Json {
  return isJsonObject(condition) ? without(condition, new Set(["lastHeartbeatTime"])) : condition;
}
