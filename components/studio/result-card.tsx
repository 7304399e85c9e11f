"use client";

import type { ReactNode } from "react";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { FoundExpected } from "@/components/ui/found-expected";
import { PathTail } from "@/components/ui/path-tail";
import { PassMark, SeverityMark } from "@/components/ui/severity-mark";
import { Notice } from "@/components/ui/states";
import { formatMeasured, plural } from "@/lib/client/format";
import type { Severity } from "@/lib/contracts/api/common";
import type { TemplateCheck } from "@/lib/contracts/api/templates";

type Result = NonNullable<TemplateCheck["result"]>;

export interface ResultCardProps {
  readonly check: TemplateCheck | null;
  readonly judging: boolean;
  readonly hasInput: boolean;
  readonly hasRego: boolean;
  readonly severity: Severity;
  /** Required parameters that nobody has filled in: rules that read them find nothing. */
  readonly missing: readonly string[];
}

/** What the template says about the input, as a violation would say it. */
export function ResultCard(props: ResultCardProps) {
  const { check, judging, hasInput, hasRego, missing } = props;
  const result = hasRego && hasInput && check?.ok === true ? check.result : null;
  return (
    <Card>
      <CardHeader
        title="Result"
        note={
          judging && hasRego && hasInput
            ? "Judging …"
            : result !== null && `judged in ${formatMicroseconds(result.evaluationUs)}`
        }
      />
      {result !== null && missing.length > 0 && (
        <Notice tone="warn" className="rounded-none">
          {missing.join(", ")} {missing.length === 1 ? "has" : "have"} no value, and rules that read{" "}
          {missing.length === 1 ? "it" : "them"} find nothing. Fill in the form to try{" "}
          {missing.length === 1 ? "it" : "them"}.
        </Notice>
      )}
      <div aria-live="polite">
        {result === null ? <Waiting {...props} /> : <Outcome result={result} severity={props.severity} />}
        {result !== null && result.printed.length > 0 && <Printed lines={result.printed} />}
      </div>
    </Card>
  );
}

function formatMicroseconds(microseconds: number): string {
  return microseconds < 1_000 ? `${Math.round(microseconds)} µs` : formatMeasured(microseconds / 1_000);
}

function Waiting({ check, hasInput, hasRego }: ResultCardProps) {
  const words = !hasRego
    ? "Write or paste the Rego, and what it says about the input shows here."
    : check !== null && !check.ok
      ? "The Rego does not compile, so nothing is judged. The problems are listed beneath it."
      : !hasInput
        ? "Choose an entity or paste one, and what the template says about it shows here."
        : "Judging …";
  return (
    <CardBody>
      <p className="text-text-2">{words}</p>
    </CardBody>
  );
}

/** What `print` and `trace` said on the way. */
function Printed({ lines }: { readonly lines: readonly string[] }) {
  return (
    <div className="border-t border-line px-3.5 py-2.5">
      <h3 className="mb-1 text-sm font-[540] text-text-3">Printed by the rule</h3>
      <pre className="max-h-60 overflow-auto font-mono text-xs break-words whitespace-pre-wrap">
        {lines.join("\n")}
      </pre>
    </div>
  );
}

function Outcome({ result, severity }: { readonly result: Result; readonly severity: Severity }) {
  if (result.status === "error")
    return (
      <CardBody>
        <p className="font-[560] text-critical">The judgement failed</p>
        <p className="break-words">
          {result.error?.message ?? "The engine gave no reason."}{" "}
          {result.error !== null && <code className="text-text-3">{result.error.code}</code>}
        </p>
        <p className="mt-1 text-sm text-text-3">
          In a policy this shows as an evaluation error of the entity, never as passed.
        </p>
      </CardBody>
    );
  if (result.status === "compliant")
    return (
      <CardBody>
        <PassMark>Passes</PassMark>
        <p className="mt-1 text-text-2">The template finds nothing wrong with this input.</p>
      </CardBody>
    );
  return (
    <>
      <div className="flex items-center gap-2 px-3.5 pt-3 pb-1">
        <SeverityMark severity={severity} />
        <span className="font-[560]">Violates, in {plural(result.occurrences.length, "place")}</span>
      </div>
      <ol aria-label="Occurrences" className="divide-y divide-line">
        {result.occurrences.map((occurrence, index) => (
          <Occurrence key={index} occurrence={occurrence} />
        ))}
      </ol>
    </>
  );
}

function Occurrence({ occurrence }: { readonly occurrence: Result["occurrences"][number] }) {
  const { message, violatingKey, pointer, found, recommended, details } = occurrence;
  const isPlaced = violatingKey !== null && pointer !== null;
  return (
    <li className="min-w-0 px-3.5 py-2.5">
      <p className="break-words">{message}</p>
      {(isPlaced || recommended !== null) && <FoundExpected found={found} recommended={recommended} />}
      {violatingKey !== null && <PathTail path={violatingKey} />}
      {violatingKey === null ? (
        <Hint>It names no field, so the violation cannot mark a line and has no fix.</Hint>
      ) : (
        pointer === null && <Hint>This key leads to no field of the input, so no line can be marked.</Hint>
      )}
      {Object.keys(details).length > 0 && (
        <Disclosure summary={<span className="text-sm">Further fields of the result</span>}>
          <pre className="overflow-x-auto text-xs" tabIndex={0}>
            {JSON.stringify(details, null, 2)}
          </pre>
        </Disclosure>
      )}
    </li>
  );
}

function Hint({ children }: { readonly children: ReactNode }) {
  return <p className="text-sm text-medium">{children}</p>;
}
