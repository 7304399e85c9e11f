import type { Metadata } from "next";
import { NewPolicyScreen } from "@/components/policy-editor/editor-screens";

export const metadata: Metadata = { title: "New policy" };

export default function Page() {
  return <NewPolicyScreen />;
}
