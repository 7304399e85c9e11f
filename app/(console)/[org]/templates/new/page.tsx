import type { Metadata } from "next";
import { NewTemplate } from "@/components/studio/studio-pages";

export const metadata: Metadata = { title: "New template" };

export default function NewTemplatePage() {
  return <NewTemplate />;
}
