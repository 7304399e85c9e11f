import { CircleX } from "lucide-react";
import { PassMark, UnknownMark } from "@/components/ui/severity-mark";
import type { TemplateTestResult } from "@/lib/contracts/api/template-tests";

const failedWords = { failed: "Fails", error: "Error" } as const;

/** How a test ended: colour, shape and word. */
export function TestMark({ result }: { readonly result: TemplateTestResult | null }) {
  if (result === null || result.status === "skipped") return <UnknownMark>Not run</UnknownMark>;
  if (result.status === "passed") return <PassMark>Passes</PassMark>;
  return (
    <span className="inline-flex items-center gap-1.5 font-[530] whitespace-nowrap text-critical">
      <CircleX aria-hidden className="size-[13px] shrink-0" strokeWidth={2.4} />
      {failedWords[result.status]}
    </span>
  );
}
