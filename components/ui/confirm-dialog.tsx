"use client";

import type { ReactNode } from "react";
import { toApiError } from "@/lib/client/api";
import { Button } from "./button";
import { Dialog } from "./dialog";

export interface ConfirmDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  /** What will be lost and what will stay. */
  readonly description: ReactNode;
  /** The verb: "Delete the policy". */
  readonly action: string;
  /** While it is being done: "Deleting the policy …". */
  readonly busy: string | null;
  readonly onConfirm: () => void;
  readonly error?: unknown;
  readonly danger?: boolean;
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, description, action, busy, onConfirm, error, danger = true } = props;
  return (
    <Dialog
      size="small"
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button variant={danger ? "danger" : "primary"} busy={busy} onClick={onConfirm}>
            {action}
          </Button>
        </>
      }
    >
      {error !== undefined && error !== null ? (
        <p role="alert" className="text-critical">
          {toApiError(error).message}
        </p>
      ) : undefined}
    </Dialog>
  );
}
