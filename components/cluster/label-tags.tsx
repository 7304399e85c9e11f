/** Labels as `key=value`; nothing where there are none. */
export function LabelTags({ labels }: { readonly labels: Readonly<Record<string, string>> }) {
  const entries = Object.entries(labels).sort(([a], [b]) => a.localeCompare(b));
  if (entries.length === 0) return null;
  return (
    <span className="inline-flex min-w-0 flex-wrap gap-1">
      {entries.map(([key, value]) => (
        <code
          key={key}
          className="max-w-full truncate rounded-xs border border-line bg-sunken px-[5px] py-[3px] text-xs leading-none text-text-2"
        >
          {key}={value}
        </code>
      ))}
    </span>
  );
}
