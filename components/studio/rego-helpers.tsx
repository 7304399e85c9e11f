"use client";

import { useState } from "react";
import { CodeEditor } from "@/components/code/code-editor";
import { Disclosure } from "@/components/ui/disclosure";
import { plural } from "@/lib/client/format";
import type { TemplateCheck } from "@/lib/contracts/api/templates";

const ignore = () => undefined;

/** The library's helpers that the Rego imports, to be read; and what else there is to import. */
export function RegoHelpers({
  check,
}: {
  readonly check: Pick<TemplateCheck, "ok" | "helpers" | "importable">;
}) {
  const modules = Object.entries(check.helpers);
  if (check.importable.length === 0) return null;
  return (
    <div className="max-h-[50%] shrink-0 overflow-y-auto border-t border-line px-3.5 py-1.5">
      <Disclosure
        summary={
          modules.length === 0
            ? `Helpers of the library${check.ok ? ": none imported" : ""}`
            : `Uses ${plural(modules.length, "helper")} of the library`
        }
      >
        <p className="text-text-2">
          {modules.length > 0 && "They are published with the version, which keeps them as they are now. "}
          To import one, write <code>import</code> and its name; the editor completes it after{" "}
          <code>data.</code>
        </p>
        {modules.map(([name, text]) => (
          <Helper key={name} name={name} text={text} />
        ))}
        <Disclosure summary={`All ${plural(check.importable.length, "helper")}`}>
          <ul className="columns-2 pb-2 max-[900px]:columns-1">
            {check.importable.map((name) => (
              <li key={name} className="break-words">
                <code>{name}</code>
              </li>
            ))}
          </ul>
        </Disclosure>
      </Disclosure>
    </div>
  );
}

/** The text is made only once somebody looks: an editor each is much for what is seldom read. */
function Helper({ name, text }: { readonly name: string; readonly text: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Disclosure summary={<code>{name}</code>} open={open} onToggle={setOpen}>
      {open && (
        <CodeEditor label={`Rego of ${name}`} language="rego" value={text} onChange={ignore} readOnly />
      )}
    </Disclosure>
  );
}
