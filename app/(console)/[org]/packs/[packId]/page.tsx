import type { Metadata } from "next";
import { PackPage } from "@/components/packs/pack-page";

export const metadata: Metadata = { title: "Pack" };

export default async function Page({ params }: { params: Promise<{ packId: string }> }) {
  const { packId } = await params;
  return <PackPage key={packId} packId={decodeURIComponent(packId)} />;
}
