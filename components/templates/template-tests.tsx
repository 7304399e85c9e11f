"use client";

import { useMemo, useState, type ReactNode } from "react";
import { YamlView } from "@/components/code/yaml-view";
import { ParameterValues } from "@/components/policies/parameter-values";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { valueText } from "@/components/ui/found-expected";
import { QueryBody } from "@/components/ui/query-body";
import { plural } from "@/lib/client/format";
import { useTemplateTests } from "@/lib/client/use-templates";
import type { TemplateTest } from "@/lib/contracts/api/template-tests";
import type { TemplateDetail } from "@/lib/contracts/api/templates";
import type { JsonObject } from "@/lib/domain/json";
import { expectationText } from "@/lib/domain/template-tests";
import { renderYaml } from "@/lib/domain/yaml-lines";

/** What this version of the template is held to: the tests it passed, or the library's. */
export function TemplateTests({ template }: { readonly template: TemplateDetail }) {
  const query = useTemplateTests(template.id, template.version);
  const count = query.data?.tests.length ?? 0;
  return (
    <Card>
      <CardHeader
        title="Tests"
        note={
          count === 0
            ? undefined
            : template.builtIn
              ? `${plural(count, "test")}, which the library keeps and is checked with`
              : `${plural(count, "test")}, which version ${template.version} passed when it was published`
        }
      />
      <QueryBody query={query} reading="Reading the tests …" rows={3}>
        {({ tests, reason }) =>
          tests.length === 0 ? (
            <CardBody>
              <p className="text-text-2">
                {reason ?? `Version ${template.version} was published without tests.`}
              </p>
            </CardBody>
          ) : (
            <ol aria-label="Tests" className="divide-y divide-line">
              {tests.map((test) => (
                <Test key={test.name} test={test} schema={template.parameters} />
              ))}
            </ol>
          )
        }
      </QueryBody>
    </Card>
  );
}

interface TestProps {
  readonly test: TemplateTest;
  readonly schema: JsonObject;
}

function Test({ test, schema }: TestProps) {
  const [open, setOpen] = useState(false);
  return (
    <li className="min-w-0 px-3.5 py-1.5">
      <Disclosure
        open={open}
        onToggle={setOpen}
        summary={
          <span className="min-w-0 wrap-anywhere">
            <span className="font-[550] text-text">{test.name}</span>{" "}
            <span className="text-sm text-text-3">{expectationText(test.expect)}</span>
          </span>
        }
      >
        {open && <Details test={test} schema={schema} />}
      </Disclosure>
    </li>
  );
}

function Details({ test, schema }: TestProps) {
  const { name, object, parameters, inventory } = test;
  return (
    <div className="flex flex-col gap-3 pb-2">
      <Expected test={test} />
      {Object.keys(parameters).length > 0 && (
        <Part title="With these parameters">
          <ParameterValues values={parameters} schema={schema} />
        </Part>
      )}
      <Part title="Object">
        <Yaml label={`Object of ${name}`} objects={[object]} />
      </Part>
      {inventory.length > 0 && (
        <Part title="Beside these objects of the cluster">
          <Yaml label={`Other objects of ${name}`} objects={inventory} />
        </Part>
      )}
    </div>
  );
}

function Expected({ test: { expect } }: { readonly test: TemplateTest }) {
  if (expect.result === "passes" || (expect.keys === undefined && expect.messages === undefined)) return null;
  return (
    <Part title="Expects exactly">
      <ul className="flex list-disc flex-col gap-0.5 pl-4">
        {expect.keys?.map(({ violatingKey, recommended }, index) => (
          <li key={index}>
            <code className="wrap-anywhere">{violatingKey}</code>
            {recommended !== undefined && (
              <span className="text-text-2">
                {" "}
                with <code className="wrap-anywhere">{valueText(recommended)}</code> recommended
              </span>
            )}
          </li>
        ))}
        {expect.messages?.map((message, index) => (
          <li key={index} className="break-words">
            “{message}”
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-1 text-sm font-[540] text-text-3">{title}</h3>
      {children}
    </div>
  );
}

function Yaml({ label, objects }: { readonly label: string; readonly objects: readonly JsonObject[] }) {
  const lines = useMemo(
    () => objects.flatMap((object, index) => [...(index === 0 ? [] : ["---"]), ...renderYaml(object).lines]),
    [objects],
  );
  return (
    <div className="overflow-clip rounded-sm border border-line">
      <YamlView label={label} lines={lines} maxHeight="320px" />
    </div>
  );
}
