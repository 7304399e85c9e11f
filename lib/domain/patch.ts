import type { Json } from "./json";

export type JsonPatchOperation =
  | { op: "add"; path: string; value: Json }
  | { op: "replace"; path: string; value: Json }
  | { op: "remove"; path: string }
  | { op: "test"; path: string; value: Json };

export interface FixOccurrence {
  pointer: string;
  exists: boolean;
  recommended: Json;
  remove?: boolean;
}

export function applyPatch(_object: Json, _patch: readonly JsonPatchOperation[]): Json {
  throw new Error("not written yet");
}

export function buildFix(_object: Json, _occurrences: readonly FixOccurrence[]): JsonPatchOperation[] | null {
  throw new Error("not written yet");
}

export function withTests(_object: Json, _patch: readonly JsonPatchOperation[]): JsonPatchOperation[] {
  throw new Error("not written yet");
}

export function toMergePatch(_before: Json, _after: Json): Json {
  throw new Error("not written yet");
}

export function isListSafe(_before: Json, _after: Json): boolean {
  throw new Error("not written yet");
}

export interface PatchTarget {
  kind: string;
  apiVersion: string;
  name: string;
  namespace: string | null;
  patch: readonly JsonPatchOperation[];
}

export function kubectlPatchCommand(_target: PatchTarget): string {
  throw new Error("not written yet");
}
