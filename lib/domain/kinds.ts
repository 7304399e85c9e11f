/** Kinds of one API group; `"*"` in either place means any. */
export interface KindSelector {
  group: string;
  kinds: readonly string[];
}

/** One kind; `"*"` in either place means any. */
export interface GroupKind {
  group: string;
  kind: string;
}

/**
 * True if `selectors` select the kind. No selectors at all select every kind.
 * @param group API group, `""` for the core group
 */
export function selectsKind(selectors: readonly KindSelector[], group: string, kind: string): boolean {
  if (selectors.length === 0) return true;
  return selectors.some(
    (selector) =>
      (selector.group === "*" || selector.group === group) &&
      (selector.kinds.includes("*") || selector.kinds.includes(kind)),
  );
}

/** Every kind that selectors name, one by one. */
export function kindsIn(selectors: readonly KindSelector[]): GroupKind[] {
  return selectors.flatMap(({ group, kinds }) => kinds.map((kind) => ({ group, kind })));
}

/** The kind as people read it: `Deployment (apps)`, `Pod`. */
export function kindLabel({ group, kind }: GroupKind): string {
  return group === "" ? kind : `${kind} (${group})`;
}
