"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toApiError } from "@/lib/client/api";
import { fieldCheck, placeFieldErrors } from "@/lib/client/form";
import { signOutOfConsole } from "@/lib/client/sign-in";
import { useCreateOrganization, useMe } from "@/lib/client/use-account";
import { createOrganizationSchema } from "@/lib/contracts/api/account";
import { AuthCard, FormError } from "./auth-card";

function OrganizationForm() {
  const router = useRouter();
  const create = useCreateOrganization();
  const [problem, setProblem] = useState<string | null>(null);
  const { register, handleSubmit, formState, setError } = useForm({ defaultValues: { name: "" } });

  const submit = handleSubmit(async (values) => {
    setProblem(null);
    try {
      const organization = await create.mutateAsync(createOrganizationSchema.parse(values));
      router.replace(`/${organization.slug}`);
    } catch (error) {
      const placed = placeFieldErrors(error, ["name"], (name, message) => setError(name, { message }));
      if (!placed) setProblem(toApiError(error).message);
    }
  });

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-3.5">
      <Field
        label="Name of the organization"
        error={formState.errors.name?.message}
        help="Clusters, policies and members belong to exactly one organization."
      >
        <Input
          placeholder="Northwind"
          autoComplete="organization"
          {...register("name", { validate: fieldCheck(createOrganizationSchema.shape.name) })}
        />
      </Field>
      <FormError>{problem}</FormError>
      <Button
        type="submit"
        variant="primary"
        className="w-full"
        busy={(create.isPending || create.isSuccess) && "Creating the organization …"}
      >
        Create the organization
      </Button>
    </form>
  );
}

export function Welcome() {
  const me = useMe();
  const memberships = me.data?.memberships ?? [];
  const name = me.data?.user.name;
  return (
    <AuthCard
      title={name === undefined ? "Welcome" : `Welcome, ${name}`}
      subtitle={
        memberships.length > 0
          ? "Open one of your organizations, or name a new one."
          : "Name your organization to begin; you will be its owner."
      }
      foot={
        <button type="button" className="link" onClick={() => void signOutOfConsole()}>
          Sign out
        </button>
      }
    >
      {memberships.length > 0 && (
        <ul className="mb-5 divide-y divide-line rounded-sm border border-line">
          {memberships.map(({ organization, role }) => (
            <li key={organization.id}>
              <Link
                href={`/${organization.slug}`}
                className="flex items-center gap-2 px-3 py-2 hover:bg-sunken"
              >
                <span className="min-w-0 flex-1 truncate font-[550]">{organization.name}</span>
                <span className="text-sm text-text-3">{role}</span>
                <ArrowRight aria-hidden className="size-3.5 text-text-3" />
              </Link>
            </li>
          ))}
        </ul>
      )}
      <FormError>{me.isError ? toApiError(me.error).message : null}</FormError>
      <OrganizationForm />
    </AuthCard>
  );
}
