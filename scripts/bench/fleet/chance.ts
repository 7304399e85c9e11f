import { createHash } from "node:crypto";

/** Draws that are the same for the same seed. */
export class Chance {
  private readonly seed: string;
  private state: number;

  constructor(seed: string) {
    this.seed = seed;
    this.state = createHash("sha256").update(seed).digest().readUInt32LE(0) || 1;
  }

  /** True in `percent` of the cases. */
  in(percent: number): boolean {
    return this.below(10_000) < percent * 100;
  }

  /** A whole number from 0 up to `limit`, without it. */
  below(limit: number): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) % limit;
  }

  pick<T>(first: T, ...others: readonly T[]): T {
    return [first, ...others][this.below(others.length + 1)] ?? first;
  }

  /** Hexadecimal digits that belong to the seed and a name. */
  hex(name: string, digits: number): string {
    return createHash("sha256").update(`${this.seed} ${name}`).digest("hex").slice(0, digits);
  }

  uuid(name: string): string {
    const hex = this.hex(name, 32);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  }
}
