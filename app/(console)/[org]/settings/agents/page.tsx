import type { Metadata } from "next";
import { Agents } from "@/components/settings/agents";

export const metadata: Metadata = { title: "Agents" };

export default function AgentsPage() {
  return <Agents />;
}
