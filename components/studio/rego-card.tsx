"use client";

import { CircleAlert, Plus } from "lucide-react";
import { CodeEditor } from "@/components/code/code-editor";
import { BusyMark, Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/states";
import { toApiError } from "@/lib/client/api";
import { formatMeasured, plural } from "@/lib/client/format";
import type { TemplateCheck } from "@/lib/contracts/api/templates";
import { exampleRego } from "./example-rego";
import { RegoHelpers } from "./rego-helpers";

export interface RegoCardProps {
  readonly rego: string;
  readonly onChange: (rego: string) => void;
  /** What the compiler last said; null before it has said anything. */
  readonly check: TemplateCheck | null;
  readonly compiling: boolean;
  readonly checkError: unknown;
  readonly onRetry: () => void;
  readonly onDeclare: (name: string) => void;
  /** Names the schema declares by now, so that an offer goes away at once. */
  readonly declared: readonly string[];
}

/** The Rego with what the compiler says about it, at its lines and beneath in words. */
export function RegoCard(props: RegoCardProps) {
  const { rego, onChange, check, compiling, checkError, onRetry, onDeclare, declared } = props;
  const shown = rego.trim() === "" ? null : check;
  const undeclared = (shown?.undeclaredParameters ?? []).filter((name) => !declared.includes(name));
  return (
    <Card className="flex flex-col min-[1260px]:h-[max(460px,calc(100vh-var(--top-bar)-110px))]">
      <CardHeader
        title="Rego"
        note={<CompilerWords check={shown} compiling={compiling} empty={rego.trim() === ""} />}
      />
      <div className="min-h-[340px] flex-1 overflow-auto max-[1259px]:h-[440px] max-[1259px]:flex-none [&_.cm-editor]:h-full">
        <CodeEditor
          label="Rego"
          language="rego"
          value={rego}
          onChange={onChange}
          diagnostics={shown?.diagnostics}
          completions={check?.importable}
          placeholder="Paste or write Rego, in either syntax: v0 or v1"
          height="100%"
        />
      </div>
      {rego.trim() === "" && (
        <Beneath>
          <span className="text-text-2">Nothing at hand to paste?</span>{" "}
          <Button size="small" onClick={() => onChange(exampleRego)}>
            Start from an example
          </Button>
        </Beneath>
      )}
      {checkError !== null && rego.trim() !== "" && (
        <Notice
          tone="warn"
          className="rounded-none"
          action={
            <Button size="small" onClick={onRetry}>
              Try again
            </Button>
          }
        >
          The Rego could not be checked: {toApiError(checkError).message}
        </Notice>
      )}
      {shown !== null && shown.diagnostics.length > 0 && <Problems diagnostics={shown.diagnostics} />}
      {undeclared.length > 0 && (
        <Beneath>
          <p className="mb-1.5 text-text-2">
            The Rego reads {undeclared.length === 1 ? "a parameter that is" : "parameters that are"} not
            declared yet, so no policy could fill {undeclared.length === 1 ? "it" : "them"} in.
          </p>
          <div className="flex flex-wrap gap-1.5">
            {undeclared.map((name) => (
              <Button key={name} size="small" onClick={() => onDeclare(name)}>
                <Plus aria-hidden /> Declare <code>{name}</code> (string)
              </Button>
            ))}
          </div>
        </Beneath>
      )}
      {shown !== null && <RegoHelpers check={shown} />}
    </Card>
  );
}

function Beneath({ children }: { readonly children: React.ReactNode }) {
  return <div className="border-t border-line px-3.5 py-2.5">{children}</div>;
}

function CompilerWords({
  check,
  compiling,
  empty,
}: {
  readonly check: TemplateCheck | null;
  readonly compiling: boolean;
  readonly empty: boolean;
}) {
  if (empty) return null;
  if (compiling)
    return (
      <span className="inline-flex items-center gap-1.5">
        <BusyMark /> Compiling …
      </span>
    );
  if (check === null) return null;
  const syntax = check.regoVersion === null ? "" : `${check.regoVersion} syntax · `;
  return (
    <span aria-live="polite">
      {syntax}
      {check.ok ? (
        <span className="text-pass">compiles</span>
      ) : (
        <span className="text-critical">{plural(check.diagnostics.length, "problem")}</span>
      )}
      {check.ok && ` · ${formatMeasured(check.compileMs)}`}
    </span>
  );
}

function Problems({ diagnostics }: { readonly diagnostics: TemplateCheck["diagnostics"] }) {
  return (
    <ul
      aria-label="Problems the compiler found"
      className="max-h-48 overflow-y-auto border-t border-line px-3.5 py-2"
      tabIndex={0}
    >
      {diagnostics.map((diagnostic) => (
        <li
          key={`${diagnostic.line}:${diagnostic.column} ${diagnostic.message}`}
          className="flex items-start gap-2 py-0.5"
        >
          <CircleAlert aria-hidden className="mt-[3.5px] size-3.5 shrink-0 text-critical" />
          <span className="min-w-0 break-words">
            <span className="text-text-3">
              Line {diagnostic.line}, column {diagnostic.column}
            </span>{" "}
            {diagnostic.message}
          </span>
        </li>
      ))}
    </ul>
  );
}
