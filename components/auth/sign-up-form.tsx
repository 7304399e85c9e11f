"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toApiError } from "@/lib/client/api";
import { fieldCheck, placeFieldErrors } from "@/lib/client/form";
import { signInWithPassword } from "@/lib/client/sign-in";
import { useSignUp } from "@/lib/client/use-account";
import { signUpSchema } from "@/lib/contracts/api/account";
import { FormError } from "./auth-card";

const names = ["name", "email", "password"] as const;

export function SignUpForm() {
  const router = useRouter();
  const signUp = useSignUp();
  const [problem, setProblem] = useState<string | null>(null);
  const [doing, setDoing] = useState<string | null>(null);
  const { register, handleSubmit, formState, setError } = useForm({
    defaultValues: { name: "", email: "", password: "" },
  });
  const { errors } = formState;

  const submit = handleSubmit(async (values) => {
    const input = signUpSchema.parse(values);
    setProblem(null);
    setDoing("Creating your account …");
    try {
      await signUp.mutateAsync(input);
    } catch (error) {
      setDoing(null);
      const placed = placeFieldErrors(error, names, (name, message) => setError(name, { message }));
      if (!placed) setProblem(toApiError(error).message);
      return;
    }
    setDoing("Signing in …");
    const result = await signInWithPassword(input);
    // The account is there or was there before; the sign-in page says nothing about which.
    router.replace(result === "ok" ? "/welcome" : "/sign-in");
  });

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-3.5">
      <Field label="Name" error={errors.name?.message}>
        <Input autoComplete="name" {...register("name", { validate: fieldCheck(signUpSchema.shape.name) })} />
      </Field>
      <Field label="E-mail" error={errors.email?.message}>
        <Input
          type="email"
          autoComplete="username"
          {...register("email", { validate: fieldCheck(signUpSchema.shape.email) })}
        />
      </Field>
      <Field
        label="Password"
        error={errors.password?.message}
        help={errors.password === undefined && "At least 12 characters; a sentence is easy to remember."}
      >
        <Input
          type="password"
          autoComplete="new-password"
          {...register("password", { validate: fieldCheck(signUpSchema.shape.password) })}
        />
      </Field>
      <FormError>{problem}</FormError>
      <Button type="submit" variant="primary" className="mt-1 w-full" busy={doing}>
        Create the account
      </Button>
    </form>
  );
}
