import type { Metadata } from "next";
import { AddCluster } from "@/components/cluster/add-cluster";

export const metadata: Metadata = { title: "Add cluster" };

export default function AddClusterPage() {
  return <AddCluster />;
}
