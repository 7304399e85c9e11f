import type { Metadata } from "next";
import { PacksScreen } from "@/components/packs/packs-screen";

export const metadata: Metadata = { title: "Packs" };

export default function PacksPage() {
  return <PacksScreen />;
}
