"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, Facts } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { QueryBody } from "@/components/ui/query-body";
import { TimeAgo } from "@/components/ui/time-ago";
import { toast } from "@/components/ui/toast";
import { toApiError } from "@/lib/client/api";
import { fieldCheck, placeFieldErrors } from "@/lib/client/form";
import { useOrganization } from "@/lib/client/organization-context";
import { useOrganizationSettings, useUpdateOrganization } from "@/lib/client/use-settings";
import { createOrganizationSchema, type Organization } from "@/lib/contracts/api/account";

export function OrganizationSettings() {
  const { can } = useOrganization();
  const settings = useOrganizationSettings();
  return (
    <div className="flex max-w-[640px] flex-col gap-4">
      <Card>
        <CardHeader title="Organization" />
        <QueryBody query={settings} reading="Reading the organization …" rows={3}>
          {(organization) => (
            <>
              {can("organization.write") && <Rename key={organization.name} organization={organization} />}
              <CardBody className={can("organization.write") ? "border-t border-line" : undefined}>
                <About organization={organization} named={!can("organization.write")} />
              </CardBody>
            </>
          )}
        </QueryBody>
      </Card>
    </div>
  );
}

function Rename({ organization }: { readonly organization: Organization }) {
  const router = useRouter();
  const update = useUpdateOrganization();
  const [problem, setProblem] = useState<string | null>(null);
  const { register, handleSubmit, formState, setError } = useForm({
    defaultValues: { name: organization.name },
    mode: "onChange",
  });

  const submit = handleSubmit(async (values) => {
    setProblem(null);
    try {
      const input = createOrganizationSchema.parse(values);
      await update.mutateAsync(input);
      toast(`The organization is now named ${input.name}`);
      // The rail reads the name on the server.
      router.refresh();
    } catch (error) {
      const placed = placeFieldErrors(error, ["name"], (name, message) => setError(name, { message }));
      if (!placed) setProblem(toApiError(error).message);
    }
  });

  return (
    <CardBody>
      <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col items-start gap-3">
        <Field
          className="w-full"
          label="Name"
          required
          error={formState.errors.name?.message}
          help="The address of the console stays as it is, so links keep working."
        >
          <Input {...register("name", { validate: fieldCheck(createOrganizationSchema.shape.name) })} />
        </Field>
        {problem !== null && (
          <p role="alert" className="text-critical">
            {problem}
          </p>
        )}
        <Button
          type="submit"
          variant="primary"
          disabled={!formState.isDirty}
          busy={update.isPending && "Renaming …"}
        >
          Save
        </Button>
      </form>
    </CardBody>
  );
}

function About({ organization, named }: { readonly organization: Organization; readonly named: boolean }) {
  return (
    <Facts
      items={[
        ...(named ? [{ term: "Name", value: organization.name }] : []),
        { term: "Address", value: <code>/{organization.slug}</code> },
        {
          term: "Id",
          value: (
            <span className="flex items-center gap-1">
              <code className="min-w-0 break-all">{organization.id}</code>
              <CopyButton text={organization.id} label="Copy the organization’s id" />
            </span>
          ),
        },
        { term: "Created", value: <TimeAgo at={organization.createdAt} /> },
      ]}
    />
  );
}
