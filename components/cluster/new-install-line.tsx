"use client";

import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { toApiError } from "@/lib/client/api";
import { useInstallToken } from "@/lib/client/use-clusters";
import { InstallLines } from "./install-lines";

export interface NewInstallLineProps {
  readonly clusterId: string;
  /** The cluster has never connected: the line is the next thing to do. */
  readonly waiting?: boolean;
}

/** Makes a new line, since the earlier one was shown once and is not kept. */
export function NewInstallLine({ clusterId, waiting = false }: NewInstallLineProps) {
  const renew = useInstallToken(clusterId);
  return (
    <Card>
      <CardHeader title={renew.data === undefined ? "Install line" : "Run this one line"} />
      {renew.data !== undefined ? (
        <InstallLines install={renew.data} />
      ) : (
        <CardBody>
          <p className="mb-2.5 max-w-[64ch] text-text-2">
            {waiting
              ? "The line was shown once and is not kept. A new one takes its place; the earlier one then stops working."
              : "Upgrades the agent or installs it anew. The agent that runs keeps working until the new one has registered."}
          </p>
          <Button
            variant={waiting ? "primary" : "secondary"}
            busy={renew.isPending && "Making the line …"}
            onClick={() => renew.mutate()}
          >
            Make a new install line
          </Button>
          {renew.isError && (
            <p role="alert" className="mt-2 text-critical">
              {toApiError(renew.error).message}
            </p>
          )}
        </CardBody>
      )}
    </Card>
  );
}
