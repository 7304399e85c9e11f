import { entriesOf, makeObject, makeSet } from "./compare";
import { encodeValue } from "./value-text";
import { isArray, isObject, RegoSet, type Value } from "./value";

/** Paths into a document, merged. Where `isEnd` is set, the whole value is meant, and the branches do not count. */
export interface PathTree {
  isEnd: boolean;
  readonly branches: Map<string, PathTree>;
}

export function pathTree(paths: readonly (readonly Value[])[]): PathTree {
  const root = emptyTree();
  for (const path of paths) {
    if (path.length === 0) continue;
    let node = root;
    for (const key of path) {
      if (node.isEnd) break;
      const name = branchName(key);
      const known = node.branches.get(name) ?? emptyTree();
      node.branches.set(name, known);
      node = known;
    }
    node.isEnd = true;
  }
  return root;
}

/** What the paths lead to, and the collections that hold it. Array indexes are the texts of numbers. */
export function filterValue(value: Value, tree: PathTree): Value {
  if (tree.isEnd) return value;
  if (isArray(value)) {
    return value.flatMap((item, index): Value[] => {
      const branch = tree.branches.get(branchName(String(index)));
      return branch === undefined ? [] : [filterValue(item, branch)];
    });
  }
  if (value instanceof RegoSet) {
    return makeSet(
      value.items.flatMap((item): Value[] => {
        const branch = tree.branches.get(branchName(item));
        return branch === undefined ? [] : [filterValue(item, branch)];
      }),
    );
  }
  if (!isObject(value)) return value;
  return makeObject(
    entriesOf(value).flatMap(([key, item]): [Value, Value][] => {
      const branch = tree.branches.get(branchName(key));
      return branch === undefined ? [] : [[key, filterValue(item, branch)]];
    }),
  );
}

/** The value without what the paths lead to; undefined where nothing is left of it. */
export function removeFromValue(value: Value, tree: PathTree | undefined): Value | undefined {
  if (tree === undefined) return value;
  if (tree.isEnd) return undefined;
  if (isArray(value)) {
    return value.flatMap((item, index): Value[] =>
      kept(removeFromValue(item, tree.branches.get(branchName(String(index))))),
    );
  }
  if (value instanceof RegoSet)
    return makeSet(
      value.items.flatMap((item) => kept(removeFromValue(item, tree.branches.get(branchName(item))))),
    );
  if (!isObject(value)) return value;
  const entries: [Value, Value][] = [];
  for (const [key, item] of entriesOf(value)) {
    const rest = removeFromValue(item, tree.branches.get(branchName(key)));
    if (rest !== undefined) entries.push([key, rest]);
  }
  return makeObject(entries);
}

function emptyTree(): PathTree {
  return { isEnd: false, branches: new Map() };
}

function kept(value: Value | undefined): Value[] {
  return value === undefined ? [] : [value];
}

/** Equal keys have the same name. */
function branchName(key: Value): string {
  return typeof key === "string" ? `"${key}` : encodeValue(key);
}
