"use client";

import { CardBody } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { Notice } from "@/components/ui/states";
import { formatExact } from "@/lib/client/format";
import { useNow } from "@/lib/client/use-now";
import type { Install } from "@/lib/contracts/api/clusters";
import { formatDuration } from "@/lib/domain/relative-time";
import { CommandLine } from "./command-line";

const minuteMs = 60_000;

/** How long the line is still good for; ticks by the minute. */
function Expiry({ at }: { readonly at: string }) {
  const now = useNow(minuteMs);
  const left = now === null ? null : Date.parse(at) - now;
  if (left !== null && left <= 0)
    return (
      <Notice tone="warn" className="mt-2.5">
        This line has expired. Make a new one on the cluster’s page.
      </Notice>
    );
  return (
    <p className="mt-2 text-sm text-text-3">
      The line installs one cluster and works once
      {left !== null && (
        <>
          ; it expires{" "}
          <time dateTime={at} title={formatExact(at)}>
            in {formatDuration(left)}
          </time>
        </>
      )}
      . It is shown only here and now: the console keeps no copy of it.
    </p>
  );
}

/** The one line to run, and the variant for a folder of manifests. */
export function InstallLines({ install }: { readonly install: Install }) {
  return (
    <CardBody>
      <p className="mb-2 text-text-2">
        Run this where <code>kubectl</code> points at the cluster and may create a ClusterRole:
      </p>
      <CommandLine primary command={install.applyCommand} label="Install command" copy="Copy the line" />
      <Expiry at={install.expiresAt} />
      <div className="mt-2 flex flex-col gap-1">
        <Disclosure summary="Read what the line applies first">
          <p className="mb-1.5 text-text-2">
            The address answers with the manifest: a namespace, the rights listed here, and one Deployment.
            Looking at it does not use it up.
          </p>
          <CommandLine command={`curl -s "${install.manifestUrl}"`} label="Command that shows the manifest" />
        </Disclosure>
        <Disclosure summary="Read a folder of manifests instead, such as a Git checkout">
          <p className="mb-1.5 text-text-2">
            The same agent can read YAML files and watch them. The folder then stands here as a cluster; no
            Kubernetes is needed.
          </p>
          <CommandLine command={install.folderCommand} label="Command for a folder of manifests" />
        </Disclosure>
      </div>
    </CardBody>
  );
}
