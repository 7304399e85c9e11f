"use client";

import { useMemo } from "react";
import { YamlCard } from "@/components/code/yaml-view";
import { Card } from "@/components/ui/card";
import { FoundExpected } from "@/components/ui/found-expected";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { entityName } from "@/lib/client/format";
import { useEntity } from "@/lib/client/use-entities";
import type { Severity } from "@/lib/contracts/api/common";
import type { EntityListItem } from "@/lib/contracts/api/entities";
import type { TemplateCheck } from "@/lib/contracts/api/templates";
import { renderYaml } from "@/lib/domain/yaml-lines";

export interface EntityYamlProps {
  readonly entity: EntityListItem;
  readonly result: TemplateCheck["result"];
  readonly severity: Severity;
}

/** The entity that is judged, with the lines marked that the template complains about. */
export function EntityYaml({ entity, result, severity }: EntityYamlProps) {
  const query = useEntity(entity.id);
  const object = query.data?.object;
  const yaml = useMemo(() => (object === undefined ? null : renderYaml(object)), [object]);
  if (query.isError && yaml === null)
    return (
      <Card aria-label="Entity">
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </Card>
    );
  if (yaml === null)
    return (
      <Card aria-label="Entity">
        <SkeletonRows rows={4} label="Reading the entity …" />
      </Card>
    );
  const marks = (result?.occurrences ?? []).flatMap((occurrence) => {
    const line = occurrence.pointer === null ? null : yaml.lineOf(occurrence.pointer);
    if (line === null) return [];
    return {
      line,
      severity,
      note: (
        <>
          {occurrence.message} <FoundExpected found={occurrence.found} recommended={occurrence.recommended} />
        </>
      ),
    };
  });
  return (
    <YamlCard
      key={entity.id}
      title={entityName(entity)}
      note={entity.cluster.name}
      label={`${entity.kind} ${entityName(entity)}`}
      lines={yaml.lines}
      marks={marks}
      maxHeight="420px"
    />
  );
}
