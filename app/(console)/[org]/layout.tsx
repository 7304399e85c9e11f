import { notFound, redirect } from "next/navigation";
import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { readSession } from "@/lib/auth/session";
import { consoleServices } from "@/lib/runtime/console";
import { readMe } from "@/lib/services/accounts/create-organization";

interface Props {
  children: ReactNode;
  params: Promise<{ org: string }>;
}

/** Everything inside an organization. Somebody else's address looks like one that does not exist. */
export default async function OrganizationLayout({ children, params }: Props) {
  const { org } = await params;
  const services = consoleServices();
  const user = await readSession(services);
  if (user === null) redirect(`/sign-in?next=${encodeURIComponent(`/${org}`)}`);
  const { memberships } = await readMe(services, user);
  const current = memberships.find(({ organization }) => organization.slug === org);
  if (current === undefined) notFound();
  return (
    <AppShell organization={current.organization} role={current.role} user={user} memberships={memberships}>
      {children}
    </AppShell>
  );
}
