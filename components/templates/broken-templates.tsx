import { TriangleAlert } from "lucide-react";
import { Disclosure } from "@/components/ui/disclosure";
import { Card, CardHeader } from "@/components/ui/card";
import { plural } from "@/lib/client/format";
import type { TemplateList } from "@/lib/contracts/api/templates";

const openUpTo = 3;

/** Built-in templates that could not be loaded: they judge nothing, so nobody may take them for passed. */
export function BrokenTemplates({ broken }: { readonly broken: TemplateList["broken"] }) {
  if (broken.length === 0) return null;
  return (
    <Card className="mb-3">
      <CardHeader
        title={
          <span className="flex items-center gap-2 text-critical">
            <TriangleAlert aria-hidden className="size-3.5" />
            {plural(broken.length, "built-in template")} could not be loaded
          </span>
        }
        note={`Policies cannot be made from ${broken.length === 1 ? "it" : "them"}, and nothing is judged by ${broken.length === 1 ? "it" : "them"}.`}
      />
      <div className="px-3.5 py-2">
        <Disclosure summary="What is wrong" open={broken.length <= openUpTo}>
          <ul className="flex flex-col gap-1.5">
            {broken.map((entry) => (
              <li key={entry.file} className="min-w-0">
                <code className="break-all">{entry.file}</code>
                <p className="break-words text-text-2">{entry.reason}</p>
              </li>
            ))}
          </ul>
        </Disclosure>
      </div>
    </Card>
  );
}
