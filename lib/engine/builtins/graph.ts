import { equalValues, getKey, makeSet } from "./compare";
import { itemsOperand, objectOperand, type BuiltinContext, type Builtins } from "./operands";
import { encodeValue } from "./value-text";
import { BuiltinLimit, isArray, RegoSet, type RecordValue, type RegoMap, type Value } from "./value";

/** Paths that one call may find: their number can grow exponentially with the graph. */
const PATHS_MAX = 100_000;

export const graphBuiltins: Builtins = {
  "graph.reachable": (ctx, graph, initial) => {
    const edges = objectOperand(graph, 1);
    return reachable(ctx, edges, itemsOperand(initial, 2, ["{array, set}"]));
  },
  "graph.reachable_paths": (ctx, graph, initial) => {
    const walk = new PathWalk(ctx, objectOperand(graph, 1));
    for (const root of itemsOperand(initial, 2, ["{array, set}"])) walk.from(root);
    return makeSet(walk.paths);
  },
};

function reachable(ctx: BuiltinContext, graph: RecordValue | RegoMap, initial: readonly Value[]): RegoSet {
  const reached = new Map<string, Value>();
  const queue = [...initial];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    const name = encodeValue(node);
    const edges = reached.has(name) ? undefined : getKey(graph, node);
    if (edges === undefined) continue;
    reached.set(name, node);
    const neighbors = verticesOf(edges);
    ctx.charge?.(1 + neighbors.length);
    for (const neighbor of neighbors) queue.push(neighbor);
  }
  return makeSet([...reached.values()]);
}

class PathWalk {
  readonly paths: (readonly Value[])[] = [];

  constructor(
    private readonly ctx: BuiltinContext,
    private readonly graph: RecordValue | RegoMap,
  ) {}

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
    this.ctx.charge?.(path.length);
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
