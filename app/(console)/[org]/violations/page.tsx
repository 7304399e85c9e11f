import type { Metadata } from "next";
import { ViolationsScreen } from "@/components/violations/violations-screen";

export const metadata: Metadata = { title: "Violations" };

export default function ViolationsPage() {
  return <ViolationsScreen />;
}
