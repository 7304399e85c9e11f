import type { BuiltinContext } from "../builtins/operands";
import type { Outcome } from "../types";

/** How many entities a runner holds open at once, and how long their JSON texts may be together. */
export interface OpenMax {
  readonly entities: number;
  readonly characters: number;
}

/** Evaluates the units of one module, one after the other. */
export interface Runner {
  /** Bytes that the runner holds between batches. */
  readonly memoryBytes: number;
  /** Evaluating these by one unit after the other, instead of one by one, saves the most work. */
  readonly openMax: OpenMax;
  /** Sets what `data` is from now on: JSON text of an object. */
  useData(text: string): void;
  /**
   * Judges an entity by one unit. Calls for entities that are open share the work of reading them.
   *
   * @param entityJson JSON text of the entity
   * @param suffix what to add before its closing brace (`input.review`), or ""
   * @param parametersJson JSON text of `input.parameters`
   * @throws anything; `toFailure` makes sense of it
   */
  judge(
    entrypoint: string,
    entityJson: string,
    suffix: string,
    parametersJson: string,
    ctx: BuiltinContext,
  ): Outcome;
  /** Gives the memory back. The runner can go on. */
  discard(): void;
}
