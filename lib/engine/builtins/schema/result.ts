/** One thing that is wrong about a document. */
export interface SchemaError {
  readonly type: string;
  /** `a.b.0`, or `(Root)`. */
  readonly field: string;
  readonly description: string;
}

/** What one schema found. The score tells which of several alternatives came closest. */
export class Result {
  readonly errors: SchemaError[] = [];
  score = 0;

  get isValid(): boolean {
    return this.errors.length === 0;
  }

  add(path: string, type: string, description: string): void {
    this.errors.push({ type, field: path.replace(/^\(Root\)\./, ""), description });
    this.score -= 2;
  }

  merge(other: Result): void {
    for (const error of other.errors) this.errors.push(error);
    this.score += other.score;
  }
}

/** The result with the highest score, the first of equal ones. */
export function closest(results: readonly Result[]): Result | undefined {
  return results.reduce<Result | undefined>(
    (best, result) => (best === undefined || result.score > best.score ? result : best),
    undefined,
  );
}
