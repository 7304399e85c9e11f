import { TriangleAlert } from "lucide-react";
import { Card, CardHeader } from "@/components/ui/card";
import { plural } from "@/lib/client/format";
import type { PackList } from "@/lib/contracts/api/packs";

/** Packs and standards that could not be read: what they would cover is missing below, so it is said. */
export function BrokenFiles({ broken }: { readonly broken: PackList["broken"] }) {
  if (broken.length === 0) return null;
  const byFile = new Map<string, string[]>();
  for (const { file, reason } of broken) byFile.set(file, [...(byFile.get(file) ?? []), reason]);
  return (
    <Card className="mt-4">
      <CardHeader
        title={
          <span className="flex items-center gap-2 text-critical">
            <TriangleAlert aria-hidden className="size-3.5" />
            {plural(byFile.size, "file")} of packs and standards could not be read
          </span>
        }
        note={`What ${byFile.size === 1 ? "it describes" : "they describe"} is missing here.`}
      />
      <ul className="flex max-h-64 flex-col gap-1.5 overflow-y-auto px-3.5 py-2.5">
        {[...byFile].map(([file, reasons]) => (
          <li key={file} className="min-w-0">
            <code className="break-all">{file}</code>
            {reasons.map((reason) => (
              <p key={reason} className="break-words text-text-2">
                {reason}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}
