/** A map that forgets what was not used for longest. */
export interface Lru<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
}

export function createLru<T>(entriesMax: number): Lru<T> {
  // Two generations: an entry moves to the younger one when it is used, and the older one is dropped as a whole. A
  // look-up in the younger one, the usual case, writes nothing.
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  const set = (key: string, value: T): void => {
    if (young.size * 2 >= entriesMax) {
      old = young;
      young = new Map();
    }
    young.set(key, value);
  };
  return {
    get: (key) => {
      const found = young.get(key);
      if (found !== undefined) return found;
      const kept = old.get(key);
      if (kept !== undefined) set(key, kept);
      return kept;
    },
    set,
  };
}
