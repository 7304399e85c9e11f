import type { SqlValue } from "./sql";

/** Collects the conditions of a filter, joined by AND, with numbered parameters. Starts from `always`, which has none. */
export class Conditions {
  readonly values: SqlValue[] = [];
  private readonly parts: string[];

  constructor(always: string) {
    this.parts = [always];
  }

  add(text: (parameter: string) => string, value: SqlValue): void {
    this.parts.push(text(this.parameter(value)));
  }

  /** The expression is one of the values; nothing is asked where there are none. */
  addAny(expression: string, type: "uuid" | "text" | "smallint", values: readonly SqlValue[]): void {
    if (values.length > 0) this.add((p) => `${expression} = ANY(${p}::${type}[])`, values);
  }

  /** A condition of parameters that are there already. */
  require(text: string): void {
    this.parts.push(text);
  }

  /** A value that the statement names outside of the conditions. */
  parameter(value: SqlValue): string {
    this.values.push(value);
    return `$${String(this.values.length)}`;
  }

  get text(): string {
    return this.parts.join(" AND ");
  }
}

/** One of the columns contains what {@link escapeLike} made of a search, whatever the case. */
export function containsText(columns: readonly string[], parameter: string): string {
  return columns.map((column) => `${column} ILIKE '%' || ${parameter} || '%'`).join(" OR ");
}

/** A search for LIKE, in which `%` and `_` are letters, not wildcards; null for nothing to look for. */
export function escapeLike(text: string | null): string | null {
  return text === null || text === "" ? null : text.replaceAll(/[\\%_]/g, (match) => `\\${match}`);
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const nobody = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** What is not an id matches nothing, rather than everything. */
export function uuids(values: readonly string[]): string[] {
  return values.map((value) => (uuid.test(value) ? value : nobody));
}
