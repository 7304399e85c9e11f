/** A filter as the lists understand it. */
export interface Filter {
  facets: Record<string, string[]>;
  text: string;
}

export function parseFilter(_text: string, _keys?: readonly string[]): Filter {
  throw new Error("not written yet");
}

export function printFilter(_filter: Filter, _keys?: readonly string[]): string {
  throw new Error("not written yet");
}
