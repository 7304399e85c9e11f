import { equalValues, getKey, makeSet } from "./compare";
import { itemsOperand, objectOperand, type Builtins } from "./operands";
import { BuiltinLimit, isArray, RegoSet, type RecordValue, type RegoMap, type Value } from "./value";

/** Paths that one call may find: their number can grow exponentially with the graph. */
const PATHS_MAX = 100_000;

export const graphBuiltins: Builtins = {
  "graph.reachable_paths": (_ctx, graph, initial) => {
    const walk = new PathWalk(objectOperand(graph, 1));
    for (const root of itemsOperand(initial, 2)) walk.from(root);
    return makeSet(walk.paths);
  },
};

class PathWalk {
  readonly paths: (readonly Value[])[] = [];

  constructor(private readonly graph: RecordValue | RegoMap) {}

  from(root: Value): void {
    const edges = getKey(this.graph, root);
    if (edges === undefined) return;
    const neighbors = verticesOf(edges);
    if (neighbors.length === 0) this.add([root]);
    for (const neighbor of neighbors) this.visit(neighbor, [root], [root]);
  }

  private visit(vertex: Value, path: readonly Value[], reached: readonly Value[]): void {
    const edges = getKey(this.graph, vertex);
    if (edges === undefined) {
      this.add(path);
      return;
    }
    const longer = [...path, vertex];
    const neighbors = verticesOf(edges);
    if (neighbors.length === 0) this.add(longer);
    const seen = [...reached, vertex];
    for (const neighbor of neighbors) {
      if (seen.some((known) => equalValues(known, neighbor))) this.add(longer);
      else this.visit(neighbor, longer, seen);
    }
  }

  private add(path: readonly Value[]): void {
    if (this.paths.length >= PATHS_MAX)
      throw new BuiltinLimit(`graph.reachable_paths found more than ${PATHS_MAX} paths.`);
    this.paths.push(path);
  }
}

function verticesOf(edges: Value): readonly Value[] {
  if (isArray(edges)) return edges;
  if (edges instanceof RegoSet) return edges.items;
  return [];
}
