"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { fieldCheck } from "@/lib/client/form";
import { homePath, signInWithPassword } from "@/lib/client/sign-in";
import { signInSchema } from "@/lib/contracts/api/account";
import { FormError } from "./auth-card";

const answers = {
  refused: "E-mail or password is not right. After several attempts, wait a minute before the next.",
  unreachable: "The console did not answer. What you typed is kept; try again in a moment.",
};

export function SignInForm({ next }: { readonly next: string | null }) {
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const { register, handleSubmit, formState } = useForm({ defaultValues: { email: "", password: "" } });
  const { errors, isSubmitting, isSubmitSuccessful } = formState;
  const leaving = isSubmitSuccessful && problem === null;

  const submit = handleSubmit(async (values) => {
    setProblem(null);
    const result = await signInWithPassword(signInSchema.parse(values));
    if (result === "ok") router.replace(await homePath(next));
    else setProblem(answers[result]);
  });

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-3.5">
      <Field label="E-mail" error={errors.email?.message}>
        <Input
          type="email"
          autoComplete="username"
          {...register("email", { validate: fieldCheck(signInSchema.shape.email) })}
        />
      </Field>
      <Field label="Password" error={errors.password && "Enter your password"}>
        <Input
          type="password"
          autoComplete="current-password"
          {...register("password", { validate: fieldCheck(signInSchema.shape.password) })}
        />
      </Field>
      <FormError>{problem}</FormError>
      <Button
        type="submit"
        variant="primary"
        className="mt-1 w-full"
        busy={(isSubmitting || leaving) && "Signing in …"}
      >
        Sign in
      </Button>
    </form>
  );
}
