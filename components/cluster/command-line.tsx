import { CopyButton } from "@/components/ui/copy-button";

/** A command to paste into a terminal, whole even when it is long. */
export function CommandLine({
  command,
  label,
  copy = "Copy",
  primary = false,
}: {
  readonly command: string;
  /** What it does, for screen readers: "Install command". */
  readonly label: string;
  readonly copy?: string;
  /** The one thing to do on the page. */
  readonly primary?: boolean;
}) {
  return (
    <div className="flex flex-wrap items-start gap-2 rounded-sm border border-line bg-sunken p-2 pl-3">
      <code
        role="group"
        aria-label={label}
        className="min-w-0 flex-1 basis-64 py-[3px] leading-5 [overflow-wrap:anywhere]"
      >
        {command}
      </code>
      <CopyButton
        text={command}
        variant={primary ? "primary" : "secondary"}
        size={primary ? "medium" : "small"}
      >
        {copy}
      </CopyButton>
    </div>
  );
}
