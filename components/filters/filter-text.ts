import { parseFilter } from "@/lib/domain/filters";

export interface FilterValue {
  readonly value: string;
  /** What people call the value and type for it: a cluster's name, not its id. */
  readonly label: string;
  readonly count?: number;
}

/** A facet that can be written as `id:value`. */
export interface FilterKey {
  readonly id: string;
  readonly label: string;
  readonly values: readonly FilterValue[];
  /** Values that are not among `values` are taken as written. */
  readonly open?: boolean;
}

/** Values by facet. */
export type Selected = Readonly<Record<string, readonly string[]>>;

export interface Settled {
  readonly selected: Selected;
  /** The words to search for. */
  readonly text: string;
  /** Written values that no facet knows. */
  readonly unknown: readonly { readonly key: string; readonly written: string }[];
}

interface Token {
  /** Where the token begins in the text. */
  readonly start: number;
  readonly key: FilterKey | null;
  readonly partial: string;
}

/** The token that is being written: the last one, empty after a space. */
export function lastToken(text: string, keys: readonly FilterKey[]): Token {
  const match = /(?:([A-Za-z]+):)?(?:"([^"]*)|(\S*))$/.exec(text);
  const written = match?.[1]?.toLowerCase();
  const key = keys.find((known) => known.id === written) ?? null;
  const start = match?.index ?? text.length;
  if (key === null) return { start, key, partial: text.slice(start).replace(/^"/, "") };
  const value = match?.[2] ?? match?.[3] ?? "";
  return { start, key, partial: value.slice(value.lastIndexOf(",") + 1) };
}

/** True while a facet's value is being written, so that nothing is searched for yet. */
export function isWriting(text: string, keys: readonly FilterKey[]): boolean {
  return text !== "" && lastToken(text, keys).key !== null;
}

/** The values a written word stands for: the exact name, else every name that holds it (`prod` → prod-eu, prod-us). */
function meant(key: FilterKey, written: string): readonly string[] {
  const word = written.toLowerCase();
  const exact = key.values.filter(({ value, label }) => label.toLowerCase() === word || value === written);
  if (exact.length > 0) return exact.map(({ value }) => value);
  const near = key.values.filter(({ label }) => label.toLowerCase().includes(word));
  if (near.length > 0) return near.map(({ value }) => value);
  return key.open === true ? [written] : [];
}

/** Takes the facets out of the text and adds them to what is selected. */
export function settle(text: string, keys: readonly FilterKey[], selected: Selected): Settled {
  const parsed = parseFilter(
    text,
    keys.map((key) => key.id),
  );
  const next: Record<string, readonly string[]> = { ...selected };
  const unknown: { key: string; written: string }[] = [];
  for (const key of keys) {
    for (const written of parsed.facets[key.id] ?? []) {
      const values = meant(key, written);
      if (values.length === 0) unknown.push({ key: key.id, written });
      next[key.id] = [...new Set([...(next[key.id] ?? []), ...values])];
    }
  }
  return { selected: next, text: parsed.text, unknown };
}

export type Suggestion =
  | { readonly type: "key"; readonly key: FilterKey }
  | { readonly type: "value"; readonly key: FilterKey; readonly value: FilterValue };

const shownMax = 8;
const perKeyMax = 3;

/** What could be meant by the token that is being written, best first. */
export function suggest(text: string, keys: readonly FilterKey[], selected: Selected): readonly Suggestion[] {
  const { key, partial } = lastToken(text, keys);
  const word = partial.toLowerCase();
  const free = (of: FilterKey) =>
    of.values.filter(
      ({ value, label }) => label.toLowerCase().includes(word) && !(selected[of.id] ?? []).includes(value),
    );
  if (key !== null)
    return free(key)
      .slice(0, shownMax)
      .map((value) => ({ type: "value", key, value }));
  const named = keys.filter((known) => known.id.startsWith(word));
  const values =
    word === ""
      ? []
      : keys.flatMap((known) =>
          free(known)
            .slice(0, perKeyMax)
            .map((value) => ({ type: "value" as const, key: known, value })),
        );
  return [...named.map((known) => ({ type: "key" as const, key: known })), ...values].slice(0, shownMax);
}
