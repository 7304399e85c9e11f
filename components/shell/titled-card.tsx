import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { PageHeader } from "./page-header";

/** A page that has one thing to say, in place of what it is called after. */
export function TitledCard({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <>
      <PageHeader title={title} crumbs={[{ label: title }]} />
      <Card className="mt-4" aria-label={title}>
        {children}
      </Card>
    </>
  );
}
