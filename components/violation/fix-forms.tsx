"use client";

import { Tabs } from "radix-ui";
import { useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import type { Fix } from "@/lib/contracts/api/violations";

/** The same fix as a command, as the whole object and as a JSON Patch, each to copy. */
export function FixForms({ fix }: { readonly fix: Fix }) {
  const [chosen, setChosen] = useState("kubectl");
  const forms = [
    { id: "kubectl", label: "kubectl patch", text: fix.kubectl },
    { id: "yaml", label: "YAML", text: fix.yamlAfter },
    { id: "json", label: "JSON Patch", text: `${JSON.stringify(fix.patch, null, 2)}\n` },
  ];
  const active = forms.find((form) => form.id === chosen);
  return (
    <Tabs.Root value={chosen} onValueChange={setChosen} className="mt-3">
      <div className="flex flex-wrap items-center gap-2">
        <Tabs.List aria-label="Form of the fix" className="flex gap-px rounded-sm bg-sunken p-0.5">
          {forms.map((form) => (
            <Tabs.Trigger
              key={form.id}
              value={form.id}
              className="rounded-xs px-2 py-0.5 text-sm text-text-2 hover:text-text data-[state=active]:bg-surface data-[state=active]:font-[530] data-[state=active]:text-text data-[state=active]:shadow-[0_0_0_1px_var(--line)]"
            >
              {form.label}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {active !== undefined && (
          <div className="ml-auto">
            <CopyButton key={active.id} text={active.text} variant="primary">
              {`Copy ${active.label}`}
            </CopyButton>
          </div>
        )}
      </div>
      {forms.map((form) => (
        <Tabs.Content
          key={form.id}
          value={form.id}
          className="mt-2 max-h-44 overflow-y-auto rounded-sm bg-sunken px-2.5 py-2"
        >
          <pre className="leading-5 wrap-anywhere whitespace-pre-wrap">{form.text}</pre>
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}
