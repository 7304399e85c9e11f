import type { Metadata } from "next";
import { EntityScreen } from "@/components/entity/entity-screen";

export const metadata: Metadata = { title: "Entity" };

export default async function EntityPage({ params }: { params: Promise<{ entityId: string }> }) {
  const { entityId } = await params;
  return <EntityScreen entityId={entityId} />;
}
