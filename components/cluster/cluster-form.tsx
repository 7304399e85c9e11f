"use client";

import { useState, type ReactNode } from "react";
import { Controller, useForm } from "react-hook-form";
import { KeyValueInput } from "@/components/ui/chip-input";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toApiError } from "@/lib/client/api";
import { fieldCheck, placeFieldErrors } from "@/lib/client/form";
import { clusterNameSchema } from "@/lib/contracts/api/clusters";
import { labelsSchema } from "@/lib/contracts/api/common";

export interface ClusterFields {
  name: string;
  labels: Record<string, string>;
}

export interface ClusterFormProps {
  readonly start: ClusterFields;
  /** Names of other clusters, so that a taken one is told while typing. */
  readonly taken: readonly string[];
  readonly labelsHelp: ReactNode;
  readonly disabled?: boolean;
  readonly onSave: (fields: ClusterFields) => Promise<void>;
  /** The button; told whether anything differs from the start. */
  readonly children: (state: { readonly changed: boolean }) => ReactNode;
}

/** Name and labels of a cluster, checked while typing by the rules the console itself goes by. */
export function ClusterForm({
  start,
  taken,
  labelsHelp,
  disabled = false,
  onSave,
  children,
}: ClusterFormProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const { register, control, handleSubmit, formState, setError, reset } = useForm<ClusterFields>({
    defaultValues: start,
    mode: "onChange",
  });
  const checkName = fieldCheck(clusterNameSchema);

  const submit = handleSubmit(async (fields) => {
    setProblem(null);
    const saved = { ...fields, name: clusterNameSchema.parse(fields.name) };
    try {
      await onSave(saved);
      reset(saved);
    } catch (error) {
      const placed = placeFieldErrors(error, ["name", "labels"], (name, message) =>
        setError(name, { message }),
      );
      if (!placed) setProblem(toApiError(error).message);
    }
  });

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-3.5">
      <Field
        label="Name"
        required
        error={formState.errors.name?.message}
        help="Lower-case letters, digits and dashes; it stands beside every entity of the cluster."
      >
        <Input
          mono
          placeholder="prod-eu"
          disabled={disabled}
          {...register("name", {
            validate: (value) =>
              taken.includes(value.trim())
                ? `There is a cluster named ${value.trim()} already.`
                : checkName(value),
          })}
        />
      </Field>
      <Controller
        control={control}
        name="labels"
        rules={{ validate: fieldCheck(labelsSchema) }}
        render={({ field, fieldState }) => (
          <Field label="Labels" note="optional" error={fieldState.error?.message} help={labelsHelp}>
            <KeyValueInput values={field.value} onChange={field.onChange} placeholder="env=prod" />
          </Field>
        )}
      />
      {problem !== null && (
        <p role="alert" className="text-critical">
          {problem}
        </p>
      )}
      {children({ changed: formState.isDirty })}
    </form>
  );
}
