/** Values by key, each loaded once as long as it stays in use. Least recently used first out. */
export class LoadOnce<T> {
  private readonly values = new Map<string, Promise<T | null>>();

  constructor(
    private readonly max: number,
    private readonly load: (key: string) => Promise<T | null>,
  ) {}

  get(key: string): Promise<T | null> {
    const known = this.values.get(key);
    const value = known ?? this.load(key);
    this.values.delete(key);
    this.values.set(key, value);
    if (known === undefined) {
      // What is missing or failed today may be there tomorrow.
      const forget = (): boolean => this.values.get(key) === value && this.values.delete(key);
      value.then((found) => found ?? forget(), forget);
      const [oldest] = this.values.keys();
      if (this.values.size > this.max && oldest !== undefined) this.values.delete(oldest);
    }
    return value;
  }
}
