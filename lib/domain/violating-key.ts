import type { Json } from "./json";
import type { Segment } from "./pointer";

/** Picks the list item whose member `key` reads `value`; without a key, the item that itself reads `value`. */
export interface Selector {
  key: string | null;
  value: string;
}

export type SelectorSegments = (Segment | Selector)[];

export interface ResolvedKey {
  pointer: string;
  segments: Segment[];
  exists: boolean;
  found?: Json;
  stablePath: string;
  displayPath: string;
}

export function parseViolatingKey(_text: string): Segment[] | SelectorSegments | null {
  throw new Error("not written yet");
}

export function resolveViolatingKey(_text: string, _object: Json): ResolvedKey | null {
  throw new Error("not written yet");
}
