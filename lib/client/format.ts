const numbers = new Intl.NumberFormat("en-US");

/** 12408 → "12,408" */
export function formatNumber(value: number): string {
  return numbers.format(value);
}

/** `plural(1, "entity", "entities")` → "1 entity" */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** How long something took: 184.2 → "184 ms", 2340 → "2.3 s". For ages see lib/domain/relative-time. */
export function formatMeasured(milliseconds: number): string {
  if (milliseconds < 1) return `${milliseconds.toFixed(1)} ms`;
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}

const sizes = ["B", "KiB", "MiB", "GiB"] as const;
export function formatBytes(bytes: number): string {
  let value = bytes;
  let index = 0;
  while (value >= 1_024 && index < sizes.length - 1) {
    value /= 1_024;
    index += 1;
  }
  return `${index === 0 || value >= 10 ? Math.round(value) : value.toFixed(1)} ${sizes[index] ?? "GiB"}`;
}

const exact = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "medium",
  timeStyle: "medium",
});
/** Date and time in the reader's time zone. */
export function formatExact(iso: string): string {
  return exact.format(new Date(iso));
}

/** `test/allow-dns` or, without a namespace, `allow-dns`. */
export function entityName(entity: { namespace: string | null; name: string }): string {
  return entity.namespace === null ? entity.name : `${entity.namespace}/${entity.name}`;
}
