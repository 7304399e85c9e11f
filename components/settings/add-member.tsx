"use client";

import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { toApiError } from "@/lib/client/api";
import { fieldCheck, placeFieldErrors } from "@/lib/client/form";
import { useOrganization } from "@/lib/client/organization-context";
import { useAddMember } from "@/lib/client/use-settings";
import { addMemberSchema, emailSchema, type Member } from "@/lib/contracts/api/account";
import { canAssign } from "@/lib/domain/roles";
import { roleHint, roleWord } from "./roles";

const formId = "add-member";

interface Fields {
  email: string;
  role: "admin" | "editor" | "viewer";
}

/** Adds a person who has an account. Whether there is one is not told: addresses of others are nobody's business. */
export function AddMember({
  members,
  onClose,
}: {
  readonly members: readonly Member[];
  readonly onClose: () => void;
}) {
  const { role, organization } = useOrganization();
  const add = useAddMember();
  const [problem, setProblem] = useState<string | null>(null);
  const { register, control, handleSubmit, formState, setError } = useForm<Fields>({
    defaultValues: { email: "", role: "viewer" },
  });
  const checkEmail = fieldCheck(emailSchema);

  const submit = handleSubmit(async (values) => {
    setProblem(null);
    try {
      const input = addMemberSchema.parse(values);
      await add.mutateAsync(input);
      toast(
        `${input.email} is added if there is an account`,
        "Not in the list? Ask the person to sign up with this address first, then add them again.",
      );
      onClose();
    } catch (error) {
      const placed = placeFieldErrors(error, ["email", "role"], (name, message) =>
        setError(name, { message }),
      );
      if (!placed) setProblem(toApiError(error).message);
    }
  });

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      size="small"
      title="Add member"
      description={`The person sees all of ${organization.name} at once, and needs an account of this console with the same address.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={add.isPending && "Adding …"}>
            Add member
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-3.5">
        <Field label="E-mail address" required error={formState.errors.email?.message}>
          <Input
            type="email"
            placeholder="ada@example.com"
            {...register("email", {
              validate: (value) =>
                members.some((member) => member.email === value.trim().toLowerCase())
                  ? "This person is a member already."
                  : checkEmail(value.trim()),
              setValueAs: (value: string) => value.trim(),
            })}
          />
        </Field>
        <Controller
          control={control}
          name="role"
          render={({ field }) => (
            <Field label="Role" help={roleHint[field.value]} error={formState.errors.role?.message}>
              <Select
                value={field.value}
                onValueChange={field.onChange}
                options={(["viewer", "editor", "admin"] as const)
                  .filter((other) => canAssign(role, other))
                  .map((value) => ({ value, label: roleWord[value], hint: roleHint[value] }))}
              />
            </Field>
          )}
        />
        {problem !== null && (
          <p role="alert" className="text-critical">
            {problem}
          </p>
        )}
      </form>
    </Dialog>
  );
}
