/** A plan that this evaluator does not run: malformed, or with something that it does not know. */
export class FastRefusal extends Error {
  override readonly name = "FastRefusal";
}
