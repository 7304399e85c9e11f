import { cn } from "./cn";

/** A path on one line, cut from the left so that its meaningful end stays; whole on hover. */
export function PathTail({ path, className }: { readonly path: string; readonly className?: string }) {
  return (
    <span
      title={path}
      dir="rtl"
      className={cn(
        "block min-w-0 overflow-hidden text-left font-mono text-sm text-ellipsis whitespace-nowrap text-text-3",
        className,
      )}
    >
      <bdi dir="ltr">{path}</bdi>
    </span>
  );
}
