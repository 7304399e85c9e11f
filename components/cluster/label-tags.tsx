/** Labels that begin so are the console's own marks; people neither see nor edit them. */
const ownPrefix = "edict/";

type Labels = Readonly<Record<string, string>>;

/** The labels that people gave, and those the console needs, apart. */
export function splitLabels(labels: Labels): {
  given: Record<string, string>;
  own: Record<string, string>;
} {
  const entries = Object.entries(labels);
  const isOwn = ([key]: [string, string]) => key.startsWith(ownPrefix);
  return {
    given: Object.fromEntries(entries.filter((entry) => !isOwn(entry))),
    own: Object.fromEntries(entries.filter(isOwn)),
  };
}

/** Labels as `key=value`; nothing where there are none. */
export function LabelTags({ labels }: { readonly labels: Labels }) {
  const entries = Object.entries(splitLabels(labels).given).sort(([a], [b]) => a.localeCompare(b));
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
