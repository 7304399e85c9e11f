"use client";

import Link from "next/link";
import { useState, type ReactNode } from "react";
import { ParameterForm } from "@/components/parameter-form/parameter-form";
import { propertiesOf } from "@/components/parameter-form/field-model";
import { Card, CardBody, CardHeader, Facts } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { SeverityMark } from "@/components/ui/severity-mark";
import { TimeAgo } from "@/components/ui/time-ago";
import { plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { usePacks } from "@/lib/client/use-packs";
import type { TemplateDetail } from "@/lib/contracts/api/templates";
import type { JsonObject } from "@/lib/domain/json";
import { GuidanceText } from "./guidance-text";
import { KindTags } from "./kind-tags";
import { TemplateExample } from "./template-example";
import { TryOnFleet } from "./try-on-fleet";
import { byStandard, categoryName, standardName } from "./words";

export function TemplateOverview({ template }: { readonly template: TemplateDetail }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_360px] items-start gap-4 max-[1100px]:grid-cols-1">
      <div className="flex min-w-0 flex-col gap-4">
        <Guidance template={template} />
        <Parameters key={template.version} template={template} />
        <TemplateExample template={template} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <TryOnFleet key={template.version} template={template} />
        <TemplateFacts template={template} />
        <Standards template={template} />
      </div>
    </div>
  );
}

function Guidance({ template }: { readonly template: TemplateDetail }) {
  const none = <span className="text-text-3">The author wrote nothing about this.</span>;
  return (
    <Card>
      <CardBody className="flex max-w-[76ch] flex-col gap-3.5">
        <section>
          <h2 className="mb-0.5">Why it matters</h2>
          <p className="whitespace-pre-line">
            {template.why === "" ? none : <GuidanceText text={template.why} />}
          </p>
        </section>
        <section>
          <h2 className="mb-0.5">How to fix it</h2>
          <p className="whitespace-pre-line">
            {template.how === "" ? none : <GuidanceText text={template.how} />}
          </p>
        </section>
      </CardBody>
    </Card>
  );
}

/** The form works as it will in a policy, so that choices and help can be looked at. */
function Parameters({ template }: { readonly template: TemplateDetail }) {
  const [values, setValues] = useState<JsonObject>({});
  const count = propertiesOf(template.parameters).length;
  return (
    <Card>
      <CardHeader
        title="Parameters"
        note={count === 0 ? "none" : "as the form of a policy asks for them; nothing typed here is kept"}
      />
      <CardBody className="max-w-[76ch]">
        <ParameterForm schema={template.parameters} values={values} onChange={setValues} />
      </CardBody>
    </Card>
  );
}

function TemplateFacts({ template }: { readonly template: TemplateDetail }) {
  const facts: readonly { readonly term: string; readonly value: ReactNode }[] = [
    { term: "Severity", value: <SeverityMark severity={template.severity} /> },
    { term: "Category", value: categoryName(template.category) },
    { term: "Judges", value: <KindTags targets={template.targets} /> },
    ...(template.inventory.length === 0
      ? []
      : [{ term: "Also reads", value: <KindTags targets={template.inventory} /> }]),
    { term: "Origin", value: template.builtIn ? "Built in" : "Your organization" },
    { term: "Rego", value: template.regoVersion === "v0" ? "version 0 syntax" : "version 1 syntax" },
    {
      term: "Version",
      value: (
        <>
          {template.version}, published <TimeAgo at={template.publishedAt} />
        </>
      ),
    },
    {
      term: "Id",
      value: (
        <span className="flex items-center gap-1">
          <code className="min-w-0 break-all">{template.key}</code>
          <CopyButton text={template.key} label="Copy the template's id" />
        </span>
      ),
    },
  ];
  return (
    <Card>
      <CardHeader title="About" />
      <CardBody>
        <Facts items={facts} />
        {template.inventory.length > 0 && (
          <p className="mt-2.5 text-sm text-text-3">
            It compares an entity with others of the same cluster. Where one of the kinds it also reads is not
            readable, nothing is judged by it.
          </p>
        )}
      </CardBody>
    </Card>
  );
}

function Standards({ template }: { readonly template: TemplateDetail }) {
  const groups = byStandard(template.standards);
  const packs = usePacks().data?.items ?? [];
  const { path } = useOrganization();
  return (
    <Card>
      <CardHeader
        title="Standards"
        note={groups.length === 0 ? undefined : plural(template.standards.length, "control")}
      />
      <CardBody>
        {groups.length === 0 ? (
          <p className="text-text-2">Mapped to no standard.</p>
        ) : (
          <Facts
            items={groups.map(({ standard, controls }) => ({
              term: standardName(standard),
              value: (
                <>
                  {controls.join(", ")}
                  {packs
                    .filter(({ mapping }) => mapping === standard)
                    .map((pack) => (
                      <Link key={pack.id} href={path(`/packs/${pack.id}`)} className="block text-sm">
                        <span className="link">Pack {pack.title}</span>
                      </Link>
                    ))}
                </>
              ),
            }))}
          />
        )}
      </CardBody>
    </Card>
  );
}
