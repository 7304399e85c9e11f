import type { Metadata } from "next";
import { EditTemplate } from "@/components/studio/studio-pages";

export const metadata: Metadata = { title: "Edit template" };

export default async function EditTemplatePage({ params }: { params: Promise<{ templateId: string }> }) {
  const { templateId } = await params;
  return <EditTemplate templateId={templateId} />;
}
