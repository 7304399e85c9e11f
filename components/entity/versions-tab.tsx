"use client";

import { useMemo } from "react";
import { DiffView } from "@/components/code/diff-view";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ErrorState } from "@/components/ui/states";
import { TimeAgo } from "@/components/ui/time-ago";
import { entityName } from "@/lib/client/format";
import { useEntityVersion } from "@/lib/client/use-entities";
import { useUrlParams } from "@/lib/client/use-url-params";
import type { EntityDetail, EntityVersion } from "@/lib/contracts/api/entities";
import { renderYaml } from "@/lib/domain/yaml-lines";
import { VersionList } from "./version-list";

/** Every version the cluster reported, and what changed between any two. */
export function VersionsTab({ entity }: { readonly entity: EntityDetail }) {
  const url = useUrlParams();
  const versions = useMemo(() => entity.versions.toSorted((a, b) => b.number - a.number), [entity.versions]);
  const numbered = (name: string) => versions.find(({ number }) => String(number) === url.get(name));
  const to = numbered("to") ?? versions[0];
  const from = numbered("from") ?? versions.find((version) => to !== undefined && version.number < to.number);

  if (to === undefined || from === undefined)
    return (
      <Card>
        <CardHeader title="Versions" />
        <CardBody>
          <p className="text-text-2">
            One version is known
            {to !== undefined && (
              <>
                , first seen <TimeAgo at={to.from} />
                {to.manager !== null && `, applied by ${to.manager}`}
              </>
            )}
            . The next change of this entity appears here with what it changed.
          </p>
        </CardBody>
      </Card>
    );
  return (
    <div className="grid grid-cols-[300px_minmax(0,1fr)] items-start gap-4 max-[1100px]:grid-cols-[minmax(0,1fr)]">
      <Card>
        <CardHeader title="Versions" note="pick two" />
        <VersionList
          versions={versions}
          from={from}
          to={to}
          onPick={(name, version) => url.set({ [name]: String(version.number) })}
        />
      </Card>
      <Comparison entity={entity} from={from} to={to} />
    </div>
  );
}

interface ComparisonProps {
  readonly entity: EntityDetail;
  readonly from: EntityVersion;
  readonly to: EntityVersion;
}

function Comparison({ entity, from, to }: ComparisonProps) {
  const before = useEntityVersion(entity.id, from.id);
  const after = useEntityVersion(entity.id, to.id);
  const failed = before.isError ? before : after.isError ? after : null;
  const texts = useMemo(
    () =>
      before.data === undefined || after.data === undefined
        ? null
        : { before: renderYaml(before.data.object).text, after: renderYaml(after.data.object).text },
    [before.data, after.data],
  );
  return (
    <Card>
      <CardHeader
        title={`Version ${from.number} to version ${to.number}`}
        note={
          <>
            <TimeAgo at={to.from} />
            {to.manager !== null && ` by ${to.manager}`}
          </>
        }
      />
      {failed !== null ? (
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      ) : texts === null ? (
        <SkeletonRows rows={4} label="Reading both versions …" />
      ) : (
        <DiffView
          label={`Change of ${entity.kind} ${entityName(entity)} from version ${from.number} to ${to.number}`}
          before={texts.before}
          after={texts.after}
          context={4}
          maxHeight="min(72vh, 760px)"
        />
      )}
    </Card>
  );
}
