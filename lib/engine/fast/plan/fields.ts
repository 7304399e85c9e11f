import { FastRefusal } from "./refusal";

/**
 * The members of one JSON object of the plan, each checked when it is read. Only own members count: a plan cannot
 * borrow one from a prototype.
 */
export class Fields {
  private readonly members: object;

  constructor(
    value: unknown,
    private readonly place: string,
  ) {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new FastRefusal(`${place}: an object is expected.`);
    this.members = value;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.members, name) && this.get(name) !== null;
  }

  get(name: string): unknown {
    return Object.hasOwn(this.members, name) ? Reflect.get(this.members, name) : undefined;
  }

  text(name: string): string {
    const value = this.get(name);
    if (typeof value !== "string") throw this.refusal(name, "a string");
    return value;
  }

  /** An integer from `min` up to and without `end`. */
  integer(name: string, min: number, end: number): number {
    return checkInteger(this.get(name), min, end, `${this.place}.${name}`);
  }

  /** The items of a list; a list that is left out or null is empty. */
  list(name: string): readonly unknown[] {
    const value = this.get(name) ?? [];
    if (!Array.isArray(value)) throw this.refusal(name, "a list");
    return value;
  }

  fields(name: string): Fields {
    return new Fields(this.get(name), `${this.place}.${name}`);
  }

  private refusal(name: string, wanted: string): FastRefusal {
    return new FastRefusal(`${this.place}.${name}: ${wanted} is expected.`);
  }
}

export function checkInteger(value: unknown, min: number, end: number, place: string): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < min || value >= end)
    throw new FastRefusal(`${place}: an integer from ${min} to ${end - 1} is expected.`);
  return value;
}
