import { kindKey, resourceSchema, type WireResource } from "@/lib/contracts/wire/protocol";
import { member, text, type JsonObject } from "../json";
import { BUILT_IN_KINDS, splitApiVersion } from "./built-in-kinds";

/**
 * Plural name and scope of kinds: built-in ones by table, custom ones by the definitions in the folder, others by the
 * rule of thumb. The resource of a kind stays the same object for as long as nothing better is learnt.
 */
export class KindTable {
  readonly #byKind = new Map<string, WireResource>();
  readonly #guessed = new Set<string>();

  constructor() {
    for (const resource of BUILT_IN_KINDS) this.#byKind.set(kindKey(resource), resource);
  }

  /** The resource of an object's kind; undefined where the names cannot be those of a kind. */
  resourceOf(object: JsonObject): WireResource | undefined {
    const { group, version } = splitApiVersion(text(object, "apiVersion") ?? "");
    const kind = text(object, "kind") ?? "";
    const namespaced = text(member(object, "metadata"), "namespace") !== undefined;
    const key = kindKey({ group, kind });
    const known = this.#byKind.get(key);
    // One object with a namespace shows that its whole kind has them.
    if (known !== undefined && !(this.#guessed.has(key) && namespaced && !known.namespaced)) return known;
    return this.#guess({ group, version, kind, namespaced });
  }

  /** The resource of a kind only its key is known of. */
  resourceOfKey(key: string): WireResource | undefined {
    const slash = key.indexOf("/");
    const [group, kind] = [key.slice(0, slash), key.slice(slash + 1)];
    return this.#byKind.get(key) ?? this.#guess({ group, version: "v1", kind, namespaced: true });
  }

  /** Keys of all kinds with this name, in whatever group. */
  keysNamed(kind: string): string[] {
    return [...this.#byKind.values()].filter((resource) => resource.kind === kind).map(kindKey);
  }

  /** Learns plural and scope from a CustomResourceDefinition. */
  learn(definition: JsonObject): void {
    const spec = member(definition, "spec");
    const names = member(spec, "names");
    const [group, kind, resource] = [text(spec, "group"), text(names, "kind"), text(names, "plural")];
    if (group === undefined || kind === undefined || resource === undefined) return;
    const key = kindKey({ group, kind });
    const namespaced = text(spec, "scope") !== "Cluster";
    const known = this.#byKind.get(key);
    this.#guessed.delete(key);
    if (known?.resource === resource && known.namespaced === namespaced) return;
    const learnt = resourceSchema.safeParse({
      group,
      version: known?.version ?? firstVersion(spec),
      kind,
      resource,
      namespaced,
    });
    if (learnt.success) this.#byKind.set(key, learnt.data);
  }

  #guess(parts: Omit<WireResource, "resource">): WireResource | undefined {
    const parsed = resourceSchema.safeParse({ ...parts, resource: pluralOf(parts.kind) });
    if (!parsed.success) return undefined;
    const key = kindKey(parsed.data);
    this.#byKind.set(key, parsed.data);
    this.#guessed.add(key);
    return parsed.data;
  }
}

function firstVersion(spec: JsonObject | undefined): string {
  const versions = spec?.versions;
  const first = Array.isArray(versions) ? versions[0] : undefined;
  return text(first, "name") ?? text(spec, "version") ?? "v1";
}

/** English plural, as most definitions form it. */
export function pluralOf(kind: string): string {
  const name = kind.toLowerCase();
  if (/(s|x|z|ch|sh)$/.test(name)) return `${name}es`;
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return `${name}s`;
}
