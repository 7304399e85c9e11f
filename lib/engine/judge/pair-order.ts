import type { LoadedModule } from "./loaded";
import type { Chunk } from "./protocol";
import type { OpenMax } from "./runner";

/** Pairs of a chunk that one module judges with one inventory. */
export interface Turn {
  readonly module: LoadedModule;
  /** Pair numbers by object. */
  readonly pairs: readonly number[];
}

/** What the order of a chunk's pairs depends on. */
export type Pairs = Pick<Chunk, "pairs" | "objects">;

export function objectOf({ pairs }: Pairs, pair: number): number {
  return pairs[2 * pair] ?? 0;
}

export function policyOf({ pairs }: Pairs, pair: number): number {
  return pairs[2 * pair + 1] ?? 0;
}

/** All pairs by module and then by inventory: what is expensive to change changes least. */
export function turnsOf(chunk: Chunk): readonly Turn[] {
  // Policies that read no inventory come first, then those that read an empty one, then one inventory after the other.
  const ranks = chunk.policies.map(
    ({ module, inventory, readsInventory }) =>
      module * (chunk.inventories.length + 2) + (inventory === null ? Number(readsInventory) : inventory + 2),
  );
  const turns = new Map<number, { module: LoadedModule; pairs: number[] }>();
  for (let pair = 0; pair < chunk.pairs.length / 2; pair++) {
    const rank = ranks[policyOf(chunk, pair)];
    const module = chunk.modules[chunk.policies[policyOf(chunk, pair)]?.module ?? -1];
    if (rank === undefined || module === undefined) continue;
    const turn = turns.get(rank);
    if (turn === undefined) turns.set(rank, { module, pairs: [pair] });
    else turn.pairs.push(pair);
  }
  const ordered = [...turns].sort((a, b) => a[0] - b[0]).map(([, turn]) => turn);
  for (const { pairs } of ordered) pairs.sort((a, b) => objectOf(chunk, a) - objectOf(chunk, b));
  return ordered;
}

/** The pairs of a turn, in blocks of as many objects as may be open; in each block one policy after the other. */
export function inBlocks(chunk: Pairs, pairs: readonly number[], openMax: OpenMax): readonly number[] {
  if (openMax.entities < 2) return pairs;
  const ordered: number[] = [];
  let block: number[] = [];
  let [entities, characters, last] = [0, 0, -1];
  const close = (): void => {
    // Sorting keeps the order of equals: by object.
    ordered.push(...block.sort((a, b) => policyOf(chunk, a) - policyOf(chunk, b)));
    block = [];
    entities = characters = 0;
  };
  for (const pair of pairs) {
    const object = objectOf(chunk, pair);
    if (object !== last) {
      const size = chunk.objects[object]?.json.length ?? 0;
      if (entities >= openMax.entities || characters + size > openMax.characters) close();
      entities += 1;
      characters += size;
      last = object;
    }
    block.push(pair);
  }
  close();
  return ordered;
}
