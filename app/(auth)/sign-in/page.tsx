import type { Metadata } from "next";
import Link from "next/link";
import { AuthCard } from "@/components/auth/auth-card";
import { SignInForm } from "@/components/auth/sign-in-form";
import { safePath } from "@/lib/client/safe-path";

export const metadata: Metadata = { title: "Sign in" };

interface Props {
  searchParams: Promise<{ next?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: Props) {
  const { next } = await searchParams;
  return (
    <AuthCard
      title="Sign in"
      subtitle="Policies, violations and fixes for your fleet of clusters."
      foot={
        <>
          No account yet?{" "}
          <Link href="/sign-up" className="link">
            Sign up
          </Link>
        </>
      }
    >
      <SignInForm next={safePath([next].flat()[0])} />
    </AuthCard>
  );
}
