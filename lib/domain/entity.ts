import {
  getOwn,
  getString,
  isArray,
  isObject,
  type Json,
  type JsonObject,
  withMember,
  withoutMembers,
} from "./json";

/** Which object in a cluster; `namespace` is null for cluster-scoped objects. */
export interface EntityRef {
  apiVersion: string;
  kind: string;
  namespace: string | null;
  name: string;
}

/** The controller that made an object (its owner reference with `controller: true`). */
export interface ControllerOwner {
  apiVersion: string;
  kind: string;
  name: string;
  uid: string;
}

/** API group of an `apiVersion`: `"apps"` of `"apps/v1"`, `""` (the core group) of `"v1"`. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf("/");
  return slash < 0 ? "" : apiVersion.slice(0, slash);
}

/** Version of an `apiVersion`: `"v1"` of `"apps/v1"` and of `"v1"`. */
export function versionOf(apiVersion: string): string {
  return apiVersion.slice(apiVersion.indexOf("/") + 1);
}

/** The short name people read: `test/allow-dns`, or `name` alone for a cluster-scoped object. */
export function entityLabel(entity: { namespace: string | null; name: string }): string {
  return entity.namespace === null || entity.namespace === ""
    ? entity.name
    : `${entity.namespace}/${entity.name}`;
}

/**
 * The reference to an object, or null where apiVersion, kind or name is missing.
 * @param object a Kubernetes object
 */
export function refOf(object: Json): EntityRef | null {
  const metadata = getOwn(object, "metadata");
  const apiVersion = getString(object, "apiVersion");
  const kind = getString(object, "kind");
  const name = getString(metadata, "name");
  if (apiVersion === undefined || kind === undefined || name === undefined) return null;
  const namespace = getString(metadata, "namespace");
  return {
    apiVersion,
    kind,
    namespace: namespace === undefined || namespace === "" ? null : namespace,
    name,
  };
}

/** The labels of an object: string values only. */
export function labelsOf(object: Json): Record<string, string> {
  const labels = getOwn(getOwn(object, "metadata"), "labels");
  const pairs = isObject(labels) ? Object.entries(labels) : [];
  return Object.fromEntries(
    pairs.flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
  );
}

/**
 * The controller owner of an object: the owner reference with `controller: true`. An object has at most one
 * (the API server enforces it); references without that flag only steer garbage collection.
 */
export function ownerOf(object: Json): ControllerOwner | null {
  const references = getOwn(getOwn(object, "metadata"), "ownerReferences");
  const reference = isArray(references)
    ? references.find((item) => getOwn(item, "controller") === true)
    : undefined;
  const apiVersion = getString(reference, "apiVersion");
  const kind = getString(reference, "kind");
  const name = getString(reference, "name");
  const uid = getString(reference, "uid");
  if (apiVersion === undefined || kind === undefined || name === undefined || uid === undefined) return null;
  return { apiVersion, kind, name, uid };
}

const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/**
 * Kinds whose status templates read (versions and conditions of nodes, stored versions of custom resources); the status of
 * every other kind changes all the time and says nothing about what its author wrote.
 */
const KINDS_WITH_STATUS = new Set(["/Node", "apiextensions.k8s.io/CustomResourceDefinition"]);

/**
 * The part of an object that counts as its content: two objects with equal results need no second evaluation.
 *
 * Dropped: `metadata.resourceVersion`, `metadata.managedFields`, the last-applied annotation (with `annotations` itself
 * where nothing else is in it), and `status`, except for {@link KINDS_WITH_STATUS}, of whose conditions the heartbeat
 * times are dropped. `metadata.generation` stays. The input is not changed.
 */
export function normaliseForHash(object: JsonObject): JsonObject {
  const metadata = getOwn(object, "metadata");
  const result = isObject(metadata) ? withMember(object, "metadata", normaliseMetadata(metadata)) : object;
  const kind = `${groupOf(getString(object, "apiVersion") ?? "")}/${getString(object, "kind") ?? ""}`;
  if (!KINDS_WITH_STATUS.has(kind)) return withoutMembers(result, "status");
  const status = getOwn(object, "status");
  const conditions = getOwn(status, "conditions");
  if (!isObject(status) || !isArray(conditions)) return result;
  const quiet = conditions.map((item) => (isObject(item) ? withoutMembers(item, "lastHeartbeatTime") : item));
  return withMember(result, "status", withMember(status, "conditions", quiet));
}

function normaliseMetadata(metadata: JsonObject): JsonObject {
  const kept = withoutMembers(metadata, "resourceVersion", "managedFields");
  const annotations = getOwn(kept, "annotations");
  if (!isObject(annotations) || !Object.hasOwn(annotations, LAST_APPLIED)) return kept;
  const others = withoutMembers(annotations, LAST_APPLIED);
  return Object.keys(others).length > 0
    ? withMember(kept, "annotations", others)
    : withoutMembers(kept, "annotations");
}
