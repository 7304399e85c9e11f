"use client";

import { useMemo } from "react";
import { DiffView } from "@/components/code/diff-view";
import { YamlCard, type YamlMark } from "@/components/code/yaml-view";
import { ParameterValues } from "@/components/policies/parameter-values";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { FoundExpected } from "@/components/ui/found-expected";
import { Pill } from "@/components/ui/pill";
import { QueryBody } from "@/components/ui/query-body";
import { FixForms } from "@/components/violation/fix-forms";
import { OccurrenceSentence } from "@/components/violation/occurrence-words";
import { plural } from "@/lib/client/format";
import { useTemplateExample } from "@/lib/client/use-templates";
import type { TemplateDetail, TemplateExample as Answer } from "@/lib/contracts/api/templates";
import { renderYaml } from "@/lib/domain/yaml-lines";

type Example = NonNullable<Answer["example"]>;

/** An object that breaks the template, what is found in it, and the patch that mends it: judged now, not written down. */
export function TemplateExample({ template }: { readonly template: TemplateDetail }) {
  const query = useTemplateExample(template.id);
  const example = query.data?.example ?? null;
  return (
    <>
      <Card>
        <CardHeader
          title="Example"
          note={example === null ? undefined : "an object of the library, judged as you opened this page"}
        />
        <QueryBody query={query} reading="Judging the example …" rows={3}>
          {(answer) =>
            answer.example === null ? (
              <CardBody>
                <p className="text-text-2">{answer.reason}</p>
              </CardBody>
            ) : (
              <Places example={answer.example} template={template} />
            )
          }
        </QueryBody>
      </Card>
      {example !== null && (
        <>
          <Marked example={example} template={template} />
          <Mended example={example} />
        </>
      )}
    </>
  );
}

interface PartProps {
  readonly example: Example;
  readonly template: TemplateDetail;
}

function Places({ example, template }: PartProps) {
  const { occurrences, parameters, beside } = example;
  return (
    <>
      <ol aria-label="What is found" className="divide-y divide-line">
        {occurrences.map((occurrence) => (
          <li key={`${occurrence.pointer ?? ""} ${occurrence.message}`} className="px-3.5 py-2.5">
            <div className="break-words">{occurrence.message}</div>
            <div className="mt-0.5 flex flex-wrap items-baseline gap-x-2">
              {(occurrence.found !== null || occurrence.recommended !== null) && (
                <FoundExpected
                  found={occurrence.found}
                  recommended={occurrence.recommended}
                  removes={occurrence.fix !== "guidance"}
                />
              )}
              <code className="wrap-anywhere text-text-3">
                {occurrence.path ?? occurrence.stablePath ?? occurrence.violatingKey}
              </code>
            </div>
          </li>
        ))}
      </ol>
      {Object.keys(parameters).length > 0 && (
        <CardBody className="border-t border-line">
          <h3 className="mb-1 text-sm font-[540] text-text-3">With these parameters</h3>
          <ParameterValues values={parameters} schema={template.parameters} />
        </CardBody>
      )}
      {beside.length > 0 && (
        <CardBody className="border-t border-line text-text-2">
          Beside {plural(beside.length, "other object")} of the cluster: {beside.join(", ")}.
        </CardBody>
      )}
    </>
  );
}

function Marked({ example, template }: PartProps) {
  const { object, occurrences } = example;
  const yaml = useMemo(() => renderYaml(object), [object]);
  const marks = useMemo<readonly YamlMark[]>(
    () =>
      occurrences.flatMap((occurrence) => {
        const line = occurrence.pointer === null ? null : yaml.lineOf(occurrence.pointer);
        if (line === null) return [];
        return [{ line, severity: template.severity, note: <OccurrenceSentence occurrence={occurrence} /> }];
      }),
    [yaml, occurrences, template.severity],
  );
  return (
    <YamlCard
      title="The object"
      label="Object of the example"
      note={<code className="wrap-anywhere">{example.file}</code>}
      lines={yaml.lines}
      marks={marks}
    />
  );
}

function Mended({ example }: { readonly example: Example }) {
  const { fix } = example;
  if (fix === null)
    return (
      <Card>
        <CardHeader title="Fix" />
        <CardBody>
          <p className="text-text-2">
            The template recommends no value here, so there is no patch. What to do stands under How to fix
            it.
          </p>
        </CardBody>
      </Card>
    );
  return (
    <Card>
      <CardHeader title="Fix">
        {fix.proven ? <Pill tone="pass">Judged again: mended</Pill> : <Pill tone="medium">Not proven</Pill>}
      </CardHeader>
      <div className="border-b border-line">
        <DiffView
          label="Fix of the example"
          before={fix.yamlBefore}
          after={fix.yamlAfter}
          context={1}
          maxHeight="320px"
        />
      </div>
      <CardBody>
        <p className="text-sm text-text-2">
          {fix.proven
            ? `The patched object was judged by this template again: ${plural(fix.proof.gone, "place")} gone, none new.`
            : fix.reason}
        </p>
        <FixForms fix={fix} />
      </CardBody>
    </Card>
  );
}
