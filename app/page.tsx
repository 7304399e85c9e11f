import { redirect } from "next/navigation";
import { readSession } from "@/lib/auth/session";
import { consoleServices } from "@/lib/runtime/console";
import { readMe } from "@/lib/services/accounts/create-organization";

export const dynamic = "force-dynamic";

/** The bare address leads to where the person belongs. */
export default async function Home() {
  const services = consoleServices();
  const user = await readSession(services);
  if (user === null) redirect("/sign-in");
  const { memberships } = await readMe(services, user);
  const first = memberships[0];
  redirect(first === undefined ? "/welcome" : `/${first.organization.slug}`);
}
