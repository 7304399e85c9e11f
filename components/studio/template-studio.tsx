"use client";

import { validateParameters } from "@/lib/domain/parameters";
import { AboutCard, GuidanceCard } from "./about-cards";
import { EntityYaml } from "./entity-yaml";
import { FormPreviewCard } from "./form-preview-card";
import { InputCard } from "./input-card";
import { ParametersCard } from "./parameters-card";
import { RegoCard } from "./rego-card";
import { ResultCard } from "./result-card";
import { declare, parametersOf } from "./schema-edit";
import { StudioHeader } from "./studio-header";
import { TestsCard } from "./tests-card";
import { type StudioProps, useStudio } from "./use-studio";

/** Rego, what is said about it, and what it yields on a real input: side by side where there is room. */
export function TemplateStudio(props: StudioProps) {
  const studio = useStudio(props);
  const { draft, change, values, setValues, input, check, hasRego } = studio;
  const validated = validateParameters(draft.schema, values);
  const declared = parametersOf(draft.schema).map((entry) => entry.name);
  const hasInput = Object.keys(input.sent).length > 0;
  return (
    <>
      <StudioHeader {...props} studio={studio} />
      <div className="mt-4 grid grid-cols-[minmax(0,1.45fr)_minmax(0,1fr)_minmax(0,1fr)] items-start gap-3.5 max-[1259px]:grid-cols-2 max-[900px]:grid-cols-1">
        <div className="min-w-0 min-[1260px]:sticky min-[1260px]:top-[calc(var(--top-bar)+14px)]">
          <RegoCard
            rego={draft.rego}
            onChange={(rego) => change({ rego })}
            check={check}
            compiling={studio.compiling}
            checkError={studio.query.error}
            onRetry={() => void studio.query.refetch()}
            onDeclare={(name) => change({ schema: declare(draft.schema, name) })}
            declared={declared}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-3.5 max-[1259px]:order-last max-[1259px]:col-span-full max-[1259px]:grid max-[1259px]:grid-cols-2 max-[1259px]:items-start max-[900px]:grid-cols-1">
          <AboutCard draft={draft} onChange={change} />
          <ParametersCard schema={draft.schema} onChange={(schema) => change({ schema })} />
          <FormPreviewCard
            schema={draft.schema}
            values={values}
            onChange={setValues}
            errors={validated.ok ? [] : validated.errors}
          />
          <GuidanceCard draft={draft} onChange={change} />
        </div>
        <div className="flex min-w-0 flex-col gap-3.5">
          <InputCard input={input} targets={draft.targets} />
          <ResultCard
            check={check}
            judging={studio.judging}
            hasInput={hasInput}
            hasRego={hasRego}
            severity={draft.severity}
            missing={studio.missing}
          />
          <TestsCard studio={studio} />
          {input.source === "fleet" && input.entity !== null && (
            <EntityYaml entity={input.entity} result={check?.result ?? null} severity={draft.severity} />
          )}
        </div>
      </div>
    </>
  );
}
