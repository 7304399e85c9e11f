"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "@/components/ui/skeleton";
import type { CodeEditorProps } from "./code-editor-client";

export type { CodeEditorProps } from "./code-editor-client";

/** The editor weighs as much as a screen: it is loaded where one writes, after the page stands. */
export const CodeEditor = dynamic<CodeEditorProps>(
  () => import("./code-editor-client").then((module) => module.CodeEditorClient),
  {
    ssr: false,
    loading: () => (
      <div role="status" className="flex min-h-40 flex-col gap-2 bg-surface p-3">
        <span className="sr-only">Loading the editor …</span>
        <Skeleton className="w-2/5" />
        <Skeleton className="w-3/5" />
        <Skeleton className="w-1/2" />
      </div>
    ),
  },
);
