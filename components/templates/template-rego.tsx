"use client";

import { CodeEditor } from "@/components/code/code-editor";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { LinkTabs } from "@/components/ui/link-tabs";
import { useUrlParams } from "@/lib/client/use-url-params";
import { mainModule, type TemplateDetail } from "@/lib/contracts/api/templates";

/** The template's own module first, then its helpers by name. */
export function moduleNames(modules: TemplateDetail["modules"]): readonly string[] {
  return Object.keys(modules).sort((a, b) =>
    a === mainModule ? -1 : b === mainModule ? 1 : a.localeCompare(b),
  );
}

const ignore = () => undefined;

export function TemplateRego({ template }: { readonly template: TemplateDetail }) {
  const params = useUrlParams();
  const names = moduleNames(template.modules);
  const wanted = params.get("file");
  const name = names.find((known) => known === wanted) ?? names[0];
  if (name === undefined) return <p className="text-text-2">This version carries no Rego.</p>;
  const text = template.modules[name] ?? "";
  return (
    <Card aria-label="Rego">
      <div className="flex flex-wrap items-center gap-x-3 border-b border-line px-3.5">
        <LinkTabs
          label="Modules"
          className="min-w-0 flex-1 border-b-0"
          items={names.map((file) => ({
            label: file,
            href: params.href({ file: file === names[0] ? null : file }),
            active: file === name,
          }))}
        />
        <span className="text-sm text-text-3">
          {name === mainModule ? "the template itself" : "shared helpers"} · {template.regoVersion}
        </span>
        <CopyButton text={text}>Copy</CopyButton>
      </div>
      <CodeEditor
        key={name}
        label={`Rego of ${name}`}
        language="rego"
        value={text}
        onChange={ignore}
        readOnly
        height={`${Math.min(72, Math.max(12, text.split("\n").length * 1.25 + 2))}rem`}
      />
    </Card>
  );
}
