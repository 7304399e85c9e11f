import type { Metadata } from "next";
import { AuthCard } from "@/components/auth/auth-card";
import { ButtonLink } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <AuthCard
      title="There is nothing here"
      subtitle="The address is wrong, what it named is gone, or it belongs to an organization you are not a member of."
    >
      <ButtonLink href="/welcome">Your organizations</ButtonLink>
    </AuthCard>
  );
}
