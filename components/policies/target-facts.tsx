import Link from "next/link";
import { Facts } from "@/components/ui/card";
import { useOrganization } from "@/lib/client/organization-context";
import type { PolicyTargets } from "@/lib/contracts/api/policies";
import { kindLabel } from "@/lib/domain/kinds";
import { clusterLabel, exclusionWords } from "./targets-words";

function Patterns({ items }: { readonly items: readonly string[] }) {
  return items.map((item, index) => (
    <span key={item}>
      {index > 0 && ", "}
      <code>{item}</code>
    </span>
  ));
}

function labelTexts(labels: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`);
}

export interface TargetFactsProps {
  readonly targets: PolicyTargets;
  readonly names: ReadonlyMap<string, string>;
}

function Clusters({ targets, names }: TargetFactsProps) {
  const { path } = useOrganization();
  const { ids, labels } = targets.clusters;
  const labelled = labelTexts(labels);
  if (ids.length === 0 && labelled.length === 0) return "every cluster, also those added later";
  return (
    <>
      {ids.map((id, index) => (
        <span key={id}>
          {index > 0 && ", "}
          {names.has(id) ? (
            <Link href={path(`/clusters/${id}`)} className="link">
              {clusterLabel(id, names)}
            </Link>
          ) : (
            clusterLabel(id, names)
          )}
        </span>
      ))}
      {labelled.length > 0 && (
        <>
          {ids.length > 0 ? ", and of those the ones labelled " : "clusters labelled "}
          <Patterns items={labelled} />
        </>
      )}
    </>
  );
}

/** Where a policy applies, part by part. */
export function TargetFacts({ targets, names }: TargetFactsProps) {
  const { include, exclude } = targets.namespaces;
  return (
    <Facts
      items={[
        { term: "Clusters", value: <Clusters targets={targets} names={names} /> },
        {
          term: "Namespaces",
          value: (
            <>
              {include.length === 0 ? "every namespace" : <Patterns items={include} />}
              {exclude.length > 0 && (
                <>
                  {" "}
                  but not <Patterns items={exclude} />
                </>
              )}
            </>
          ),
        },
        {
          term: "Kinds",
          value:
            targets.kinds.length === 0
              ? "every kind the template judges"
              : targets.kinds.map(kindLabel).join(", "),
        },
        ...(Object.keys(targets.labels).length === 0
          ? []
          : [{ term: "Labels", value: <Patterns items={labelTexts(targets.labels)} /> }]),
        {
          term: "Exclusions",
          value:
            targets.exclusions.length === 0 ? (
              "none"
            ) : (
              <ul className="flex flex-col gap-1">
                {targets.exclusions.map((exclusion, index) => (
                  <li key={index}>
                    <code>{exclusionWords(exclusion)}</code>
                    <span className="block text-sm text-text-3">{exclusion.reason}</span>
                  </li>
                ))}
              </ul>
            ),
        },
      ]}
    />
  );
}
