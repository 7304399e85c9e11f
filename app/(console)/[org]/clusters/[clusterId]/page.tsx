import type { Metadata } from "next";
import { ClusterScreen } from "@/components/cluster/cluster-screen";

export const metadata: Metadata = { title: "Cluster" };

interface Props {
  params: Promise<{ clusterId: string }>;
}

export default async function ClusterPage({ params }: Props) {
  const { clusterId } = await params;
  return <ClusterScreen clusterId={clusterId} />;
}
