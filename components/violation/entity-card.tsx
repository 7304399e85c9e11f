"use client";

import { useMemo } from "react";
import { YamlCard, type YamlMark } from "@/components/code/yaml-view";
import { ButtonLink } from "@/components/ui/button";
import { TimeAgo } from "@/components/ui/time-ago";
import { entityName } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { ViolationDetail } from "@/lib/contracts/api/violations";
import { renderYaml } from "@/lib/domain/yaml-lines";
import { OccurrenceSentence } from "./occurrence-words";

/** The entity as the cluster last reported it, with every place that breaks the policy marked. */
export function EntityCard({ violation }: { readonly violation: ViolationDetail }) {
  const { path } = useOrganization();
  const { entity, object, occurrences, state, severity, message } = violation;
  const yaml = useMemo(() => renderYaml(object), [object]);
  const marks = useMemo<readonly YamlMark[]>(() => {
    // What a resolved violation had found is no longer in the object.
    if (state === "resolved") return [];
    return occurrences.flatMap((occurrence) => {
      const line = occurrence.pointer === null ? null : yaml.lineOf(occurrence.pointer);
      if (line === null) return [];
      const note = (
        <>
          {occurrence.message !== message && <span className="block">{occurrence.message}</span>}
          <OccurrenceSentence occurrence={occurrence} />
        </>
      );
      return [{ line, severity, note }];
    });
  }, [yaml, occurrences, state, severity, message]);

  return (
    <YamlCard
      // Another version of the object is another text: folds and place start anew.
      key={violation.entityVersion}
      title={entity.deleted ? "Entity before it was deleted" : "Entity as last seen"}
      label={`${entity.kind} ${entityName(entity)}`}
      note={
        <>
          version {violation.entityVersion} · changed <TimeAgo at={violation.entityChangedAt} />
        </>
      }
      actions={
        <ButtonLink variant="ghost" size="small" href={path(`/entities/${entity.id}?tab=versions`)}>
          Versions
        </ButtonLink>
      }
      lines={yaml.lines}
      marks={marks}
    />
  );
}
