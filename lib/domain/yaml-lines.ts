import type { Json } from "./json";

/** YAML text of a value and where each part of it stands. Lines are counted from 1. */
export interface RenderedYaml {
  text: string;
  lines: string[];
  lineOf(pointer: string): number | null;
}

export function renderYaml(_object: Json): RenderedYaml {
  throw new Error("not written yet");
}
