import { valueText } from "@/components/ui/found-expected";
import type { Occurrence } from "@/lib/contracts/api/violations";

const shownMax = 120;

function Value({ children }: { readonly children: string }) {
  return (
    <code title={children.length > shownMax ? children : undefined} className="wrap-anywhere">
      {children.length > shownMax ? `${children.slice(0, shownMax)}…` : children}
    </code>
  );
}

/** "Found another-dns, expected kube-dns at spec.egress[0]…": the note beneath a marked line. */
export function OccurrenceSentence({
  occurrence,
}: {
  readonly occurrence: Pick<Occurrence, "path" | "stablePath" | "found" | "recommended" | "fix">;
}) {
  const path = occurrence.path ?? occurrence.stablePath;
  const { found, recommended } = occurrence;
  return (
    <>
      {found === null ? (
        "Not set"
      ) : (
        <>
          Found <Value>{valueText(found)}</Value>
        </>
      )}
      {recommended !== null && (
        <>
          , expected <Value>{valueText(recommended)}</Value>
        </>
      )}
      {recommended === null && occurrence.fix !== "guidance" && ", expected no such field"}
      {path !== null && (
        <>
          {" "}
          at <code className="wrap-anywhere">{path}</code>
        </>
      )}
    </>
  );
}
