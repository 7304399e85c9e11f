"use client";

import { ChipInput, KeyValueInput } from "@/components/ui/chip-input";
import { Field } from "@/components/ui/field";
import { plural } from "@/lib/client/format";
import type { PolicyTargets } from "@/lib/contracts/api/policies";
import { CheckGroup } from "./check-group";
import { useFleetClusters } from "./use-fleet";

/** With more clusters than this one types names instead of looking through boxes. */
const boxesMax = 12;
const removed = "removed cluster";

export interface ClusterFieldsProps {
  readonly value: PolicyTargets["clusters"];
  readonly onChange: (value: PolicyTargets["clusters"]) => void;
}

export function ClusterFields({ value, onChange }: ClusterFieldsProps) {
  const fleet = useFleetClusters();
  const { clusters, labels } = fleet;
  const names = new Map(clusters.map(({ id, name }) => [id, name]));
  const known = value.ids.filter((id) => names.has(id));
  const gone = fleet.isPending || fleet.unknown ? [] : value.ids.filter((id) => !names.has(id));
  const everyHelp = fleet.isPending
    ? "Reading the clusters …"
    : fleet.unknown
      ? "The clusters could not be read. What is chosen stays chosen."
      : clusters.length === 0
        ? "No cluster is connected yet; the policy will judge those that come."
        : value.ids.length === 0
          ? `None chosen means every cluster: ${plural(clusters.length, "cluster")} now, and those added later.`
          : undefined;
  return (
    <>
      {clusters.length + gone.length <= boxesMax ? (
        <CheckGroup
          label="Clusters"
          help={everyHelp}
          options={[
            ...clusters.map(({ id, name }) => ({ value: id, label: name })),
            ...gone.map((id) => ({ value: id, label: removed })),
          ]}
          selected={value.ids}
          onChange={(ids) => onChange({ ...value, ids: [...ids] })}
        />
      ) : (
        <Field label="Clusters" help={everyHelp}>
          <ChipInput
            values={[...known.map((id) => names.get(id) ?? id), ...gone]}
            suggestions={clusters.map(({ name }) => name)}
            placeholder="Every cluster; type a name to choose"
            check={(text) =>
              gone.includes(text) || clusters.some(({ name }) => name === text)
                ? null
                : `There is no cluster named ${text}`
            }
            onChange={(texts) =>
              onChange({
                ...value,
                ids: texts.map((text) => clusters.find(({ name }) => name === text)?.id ?? text),
              })
            }
          />
        </Field>
      )}
      {gone.length > 0 && (
        <p role="alert" className="text-sm text-critical">
          {plural(gone.length, "chosen cluster")} {gone.length === 1 ? "has" : "have"} been removed from
          Edict. Take {gone.length === 1 ? "it" : "them"} out to save.
        </p>
      )}
      <Field
        label="Cluster labels"
        note="optional"
        help="A cluster must have all of them. Clusters that get the labels later are judged from then on."
      >
        <KeyValueInput
          values={value.labels}
          suggestions={labels}
          placeholder="env=prod"
          onChange={(next) => onChange({ ...value, labels: next })}
        />
      </Field>
    </>
  );
}
