"use client";

import type { ReactNode } from "react";
import { Card, CardBody, CardHeader } from "@/components/ui/card";

export interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly note?: ReactNode;
  readonly marks?: ReactNode;
  readonly actions?: ReactNode;
  readonly onEnter: (id: string) => void;
  readonly children: ReactNode;
}

/** One step of the editor. Steps are sections of one page: nothing is hidden, and each can be gone to. */
export function Section({ id, title, note, marks, actions, onEnter, children }: SectionProps) {
  return (
    <div
      id={id}
      tabIndex={-1}
      onFocusCapture={() => onEnter(id)}
      className="scroll-mt-[calc(var(--top-bar)+64px)] rounded-md outline-offset-2"
    >
      <Card aria-label={title}>
        <CardHeader title={title} note={note} actions={actions}>
          {marks}
        </CardHeader>
        <CardBody className="flex flex-col gap-3.5">{children}</CardBody>
      </Card>
    </div>
  );
}
