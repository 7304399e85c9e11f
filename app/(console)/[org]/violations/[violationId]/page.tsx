import type { Metadata } from "next";
import { ViolationScreen } from "@/components/violation/violation-screen";

export const metadata: Metadata = { title: "Violation" };

export default async function ViolationPage({ params }: { params: Promise<{ violationId: string }> }) {
  const { violationId } = await params;
  return <ViolationScreen violationId={violationId} />;
}
