import type { Metadata } from "next";
import { EditPolicyScreen } from "@/components/policy-editor/editor-screens";

export const metadata: Metadata = { title: "Edit policy" };

export default async function Page({ params }: { params: Promise<{ policyId: string }> }) {
  const { policyId } = await params;
  return <EditPolicyScreen policyId={policyId} />;
}
