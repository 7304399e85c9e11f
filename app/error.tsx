"use client";

import { AuthCard } from "@/components/auth/auth-card";
import { Button, ButtonLink } from "@/components/ui/button";

interface Props {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function ErrorPage({ error, reset }: Props) {
  return (
    <AuthCard
      title="This page failed"
      subtitle="Nothing you did before was lost. Try again; if it fails again, tell an administrator."
    >
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" onClick={reset}>
          Try again
        </Button>
        <ButtonLink href="/welcome">Your organizations</ButtonLink>
        {error.digest !== undefined && (
          <span className="text-sm text-text-3">
            Code <code>{error.digest}</code>
          </span>
        )}
      </div>
    </AuthCard>
  );
}
