"use client";

import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/states";

interface Props {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function ConsoleErrorPage({ error, reset }: Props) {
  return (
    <Card>
      <EmptyState
        title="This page failed"
        actions={
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
        }
      >
        Nothing you did before was lost. If it fails again, tell an administrator
        {error.digest !== undefined && (
          <>
            {" "}
            the code <code>{error.digest}</code>
          </>
        )}
        .
      </EmptyState>
    </Card>
  );
}
