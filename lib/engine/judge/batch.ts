import type { FailureCode } from "../sandbox/failure";
import type { JudgeBatch, Judgement, JudgePolicy, Outcome } from "../types";
import type { Chunk, ChunkPolicy } from "./protocol";
import type { LoadedModule, LoadedUnit } from "./loaded";

/** One (object, policy) pair of a batch, by index. */
interface Pair {
  readonly object: number;
  readonly policy: number;
}

/** Deadlines a policy may miss in one batch before its other pairs are not tried any more. */
const STRIKES_MAX = 3;

/** A batch under way: which pairs are answered, and how. */
export class Batch {
  readonly promise: Promise<readonly Judgement[]>;
  private readonly pairs: readonly Pair[];
  private readonly judgements: (Judgement | undefined)[];
  private readonly strikes = new Map<number, number>();
  private readonly policyTexts: readonly string[];
  private readonly inventoryKeys: readonly string[];
  private readonly nowNs: string;
  private open: number;
  private resolve: (judgements: readonly Judgement[]) => void = () => undefined;
  private reject: (cause: Error) => void = () => undefined;

  constructor(
    private readonly input: JudgeBatch,
    private readonly units: ReadonlyMap<string, LoadedUnit>,
  ) {
    const policyIndex = new Map(input.policies.map((policy, index) => [policy.key, index]));
    this.pairs = input.objects.flatMap((object, index) =>
      object.policyKeys.map((key) => ({ object: index, policy: indexOfPolicy(policyIndex, key) })),
    );
    this.judgements = new Array<Judgement | undefined>(this.pairs.length).fill(undefined);
    this.open = this.pairs.length;
    this.policyTexts = input.policies.map((policy) => JSON.stringify(policy.parameters));
    this.inventoryKeys = Object.keys(input.inventories ?? {});
    this.nowNs = input.nowNs ?? `${Date.now()}000000`;
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.settleMissingUnits();
    this.finishIfDone();
  }

  /** Pairs that are still to be judged, in the batch's order. */
  openPairs(): number[] {
    return [...this.judgements.keys()].filter((pair) => this.judgements[pair] === undefined);
  }

  isOpen(pair: number): boolean {
    return this.judgements[pair] === undefined;
  }

  settle(
    pair: number,
    outcome: Outcome,
    durationUs: number,
    rest: Pick<Judgement, "notes" | "untried"> = {},
  ): void {
    const place = this.pairs[pair];
    const object = place === undefined ? undefined : this.input.objects[place.object];
    const policy = place === undefined ? undefined : this.input.policies[place.policy];
    if (object === undefined || policy === undefined || this.judgements[pair] !== undefined) return;
    this.judgements[pair] = {
      objectKey: object.key,
      policyKey: policy.key,
      outcome,
      durationUs,
      ...rest,
    };
    this.open -= 1;
    this.finishIfDone();
  }

  /** An evaluation had to be stopped: its policy gets a strike, and with the last one its open pairs are given up. */
  strike(pair: number, code: FailureCode, message: string, durationUs: number): void {
    const policy = this.pairs[pair]?.policy;
    if (policy === undefined) return;
    this.settle(pair, { status: "error", error: { code, message } }, durationUs);
    const strikes = (this.strikes.get(policy) ?? 0) + 1;
    this.strikes.set(policy, strikes);
    if (strikes < STRIKES_MAX) return;
    const skipped = `${message} The policy was not tried on further entities after ${STRIKES_MAX} such evaluations.`;
    for (const other of this.openPairs()) {
      if (this.pairs[other]?.policy === policy)
        this.settle(other, { status: "error", error: { code, message: skipped } }, 0, { untried: true });
    }
  }

  fail(cause: Error): void {
    this.reject(cause);
  }

  /** The message that makes a thread judge these pairs. */
  chunk(id: number, pairs: readonly number[]): Chunk {
    const objects = new Indexer<number>();
    const policies = new Indexer<number>();
    const modules = new Indexer<LoadedModule>();
    const inventories = new Indexer<string>();
    const flat = new Uint32Array(pairs.length * 2);
    pairs.forEach((pair, index) => {
      const place = this.pairs[pair];
      flat[2 * index] = objects.indexOf(place?.object ?? 0);
      flat[2 * index + 1] = policies.indexOf(place?.policy ?? 0);
    });
    return {
      id,
      nowNs: this.nowNs,
      strictErrors: this.input.strictErrors ?? false,
      withNotes: this.input.withNotes ?? false,
      pairs: flat,
      objects: objects.items.map((object) => ({ json: this.input.objects[object]?.json ?? "" })),
      policies: policies.items.map((policy) => this.chunkPolicy(policy, modules, inventories)),
      modules: modules.items,
      inventories: inventories.items.map((key) => this.input.inventories?.[key] ?? "{}"),
    };
  }

  private chunkPolicy(
    index: number,
    modules: Indexer<LoadedModule>,
    inventories: Indexer<string>,
  ): ChunkPolicy {
    const policy: JudgePolicy | undefined = this.input.policies[index];
    const unit = this.units.get(policy?.unitDigest ?? "");
    if (policy === undefined || unit === undefined) throw new Error("A pair without a unit was to be judged");
    const key = policy.inventoryKey ?? null;
    const wantsInventory = unit.readsInventory && key !== null && this.inventoryKeys.includes(key);
    return {
      module: modules.indexOf(unit.module),
      entrypoint: unit.entrypoint,
      readsReview: unit.readsReview,
      readsInventory: unit.readsInventory,
      parametersJson: this.policyTexts[index] ?? "{}",
      inventory: wantsInventory ? inventories.indexOf(key) : null,
    };
  }

  private settleMissingUnits(): void {
    const message = "The compiled template of this policy was not found.";
    for (const [index, { policy }] of this.pairs.entries()) {
      const digest = this.input.policies[policy]?.unitDigest ?? "";
      if (!this.units.has(digest))
        this.settle(index, { status: "error", error: { code: "unit_missing", message } }, 0);
    }
  }

  private finishIfDone(): void {
    if (this.open === 0) this.resolve(this.judgements.filter((judgement) => judgement !== undefined));
  }
}

/** Gives each distinct item the next index. */
class Indexer<T> {
  readonly items: T[] = [];
  private readonly indexes = new Map<T, number>();

  indexOf(item: T): number {
    const known = this.indexes.get(item);
    if (known !== undefined) return known;
    this.indexes.set(item, this.items.length);
    return this.items.push(item) - 1;
  }
}

function indexOfPolicy(indexes: ReadonlyMap<string, number>, key: string): number {
  const index = indexes.get(key);
  if (index === undefined) throw new Error(`The batch names a policy that it does not hold: ${key}`);
  return index;
}
