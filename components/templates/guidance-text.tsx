import { Fragment } from "react";

/**
 * Guidance of a template. `{{name}}` stands for a value of the entity that each violation fills in; here there is no
 * entity, so the place is shown by its word.
 */
export function GuidanceText({ text }: { readonly text: string }) {
  // Splitting by a group keeps the words at every odd place.
  const parts = text.split(/\{\{\s*([\w.]+)\s*\}\}/);
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      <span
        key={index}
        title={`Each violation says its own ${part} here`}
        className="rounded-xs bg-sunken px-1 py-px font-mono text-xs text-text-2"
      >
        {part}
      </span>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}
