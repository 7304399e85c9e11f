import type { FailureCode } from "../sandbox/failure";
import type { JudgeBatch, Judgement, JudgePolicy, Outcome } from "../types";
import type { Chunk, ChunkPolicy } from "./protocol";
import type { LoadedModule, LoadedUnit } from "./loaded";

/** What a judgement may tell besides its outcome. */
type Rest = Pick<Judgement, "notes" | "untried">;

/** Deadlines a policy may miss in one batch before its other pairs are not tried any more. */
const STRIKES_MAX = 3;

/**
 * A batch under way: which pairs are answered, and how. A pair is an object and a policy, by index. What lives as long as
 * the batch is kept in few large pieces: as objects, one a pair, it would outlive the collector's young generation.
 */
export class Batch {
  readonly promise: Promise<readonly Judgement[]>;
  private readonly objectOf: Uint32Array;
  private readonly policyOf: Uint32Array;
  private readonly outcomes: (Outcome | undefined)[];
  private readonly durationsUs: Float64Array;
  private readonly rest = new Map<number, Rest>();
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
    const size = input.objects.reduce((sum, { policyKeys }) => sum + policyKeys.length, 0);
    this.objectOf = new Uint32Array(size);
    this.policyOf = new Uint32Array(size);
    this.outcomes = new Array<Outcome | undefined>(size).fill(undefined);
    this.durationsUs = new Float64Array(size);
    this.open = size;
    let pair = 0;
    for (const [index, { policyKeys }] of input.objects.entries()) {
      for (const key of policyKeys) {
        this.objectOf[pair] = index;
        this.policyOf[pair] = indexOfPolicy(policyIndex, key);
        pair += 1;
      }
    }
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
  openPairs(): Uint32Array {
    const pairs = new Uint32Array(this.open);
    let count = 0;
    for (let pair = 0; count < pairs.length; pair++) {
      if (!this.isOpen(pair)) continue;
      pairs[count] = pair;
      count += 1;
    }
    return pairs;
  }

  isOpen(pair: number): boolean {
    return this.outcomes[pair] === undefined;
  }

  settle(pair: number, outcome: Outcome, durationUs: number, rest?: Rest): void {
    if (pair >= this.outcomes.length || !this.isOpen(pair)) return;
    this.outcomes[pair] = outcome;
    this.durationsUs[pair] = durationUs;
    if (rest !== undefined) this.rest.set(pair, rest);
    this.open -= 1;
    this.finishIfDone();
  }

  /** An evaluation had to be stopped: its policy gets a strike, and with the last one its open pairs are given up. */
  strike(pair: number, code: FailureCode, message: string, durationUs: number): void {
    const policy = this.policyOf[pair];
    if (policy === undefined) return;
    this.settle(pair, { status: "error", error: { code, message } }, durationUs);
    const strikes = (this.strikes.get(policy) ?? 0) + 1;
    this.strikes.set(policy, strikes);
    if (strikes < STRIKES_MAX) return;
    const skipped = `${message} The policy was not tried on further entities after ${STRIKES_MAX} such evaluations.`;
    for (const other of this.openPairs()) {
      if (this.policyOf[other] === policy)
        this.settle(other, { status: "error", error: { code, message: skipped } }, 0, { untried: true });
    }
  }

  fail(cause: Error): void {
    this.reject(cause);
  }

  /** The message that makes a thread judge these pairs. */
  chunk(id: number, pairs: Uint32Array): Chunk {
    const objects = new Indexer<number>();
    const policies = new Indexer<number>();
    const modules = new Indexer<LoadedModule>();
    const inventories = new Indexer<string>();
    const flat = new Uint32Array(pairs.length * 2);
    pairs.forEach((pair, index) => {
      flat[2 * index] = objects.indexOf(this.objectOf[pair] ?? 0);
      flat[2 * index + 1] = policies.indexOf(this.policyOf[pair] ?? 0);
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
    const missing = this.input.policies.map(({ unitDigest }) => !this.units.has(unitDigest));
    if (!missing.includes(true)) return;
    for (const pair of this.openPairs()) {
      if (missing[this.policyOf[pair] ?? 0] === true)
        this.settle(pair, { status: "error", error: { code: "unit_missing", message } }, 0);
    }
  }

  private finishIfDone(): void {
    if (this.open === 0) this.resolve(this.judgements());
  }

  private judgements(): Judgement[] {
    const { objects, policies } = this.input;
    const judgements: Judgement[] = [];
    for (let pair = 0; pair < this.outcomes.length; pair++) {
      const object = objects[this.objectOf[pair] ?? 0];
      const policy = policies[this.policyOf[pair] ?? 0];
      const outcome = this.outcomes[pair];
      if (object === undefined || policy === undefined || outcome === undefined) continue;
      const durationUs = this.durationsUs[pair] ?? 0;
      const rest = this.rest.get(pair);
      const judgement = { objectKey: object.key, policyKey: policy.key, outcome, durationUs };
      judgements.push(rest === undefined ? judgement : { ...judgement, ...rest });
    }
    return judgements;
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
