import type { Value } from "../../builtins/value";

/** Functions by the path under which `data` finds them. A map: names such as `constructor` are names like others. */
export type PathTree = Map<string, PathTree | number>;

/** @param paths by function; null for functions that no path leads to */
export function pathTree(paths: readonly (readonly string[] | null)[]): PathTree {
  const root: PathTree = new Map();
  paths.forEach((path, index) => {
    if (path !== null) put(root, path, index);
  });
  return root;
}

/** The function at a path, or undefined if the path ends before one or beyond it. */
export function find(tree: PathTree, path: readonly Value[]): number | undefined {
  let node: PathTree | number | undefined = tree;
  for (const name of path) {
    if (typeof node === "number" || node === undefined || typeof name !== "string") return undefined;
    node = node.get(name);
  }
  return typeof node === "number" ? node : undefined;
}

function put(root: PathTree, path: readonly string[], index: number): void {
  let node = root;
  for (const name of path.slice(0, -1)) {
    const known = node.get(name);
    const next = typeof known === "object" ? known : newTree();
    node.set(name, next);
    node = next;
  }
  const last = path.at(-1);
  if (last !== undefined) node.set(last, index);
}

function newTree(): PathTree {
  return new Map();
}
