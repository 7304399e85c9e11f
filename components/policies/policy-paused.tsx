"use client";

import { Pause } from "lucide-react";
import Link from "next/link";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Pill } from "@/components/ui/pill";
import { TimeAgo } from "@/components/ui/time-ago";
import { toast, toastError } from "@/components/ui/toast";
import { plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { useResumePolicy } from "@/lib/client/use-policies";
import type { Policy, PolicyDetail } from "@/lib/contracts/api/policies";

type Pausing = Pick<Policy, "enabled" | "paused">;

/** The pause of a policy that would be judged but for it. */
export function pauseOf({ enabled, paused }: Pausing): Policy["paused"] {
  return enabled ? paused : null;
}

export function PausedPill() {
  return (
    <Pill tone="medium" title="Its evaluations had to be stopped, so nothing is judged by it">
      <Pause aria-hidden /> Paused
    </Pill>
  );
}

/** Why nothing is judged, on which entities it showed, and what to do. Nothing for a policy that is judged. */
export function PolicyPaused({ policy }: { readonly policy: PolicyDetail }) {
  const pause = pauseOf(policy);
  if (pause === null) return null;
  return (
    <Card aria-label="Paused" className="mt-3 border-medium/50">
      <CardHeader
        title="Nothing is judged by this policy"
        note={
          <>
            paused <TimeAgo at={pause.since} />
          </>
        }
        actions={<Actions policy={policy} />}
      />
      <CardBody className="flex flex-col gap-2.5">
        <p className="max-w-[88ch] text-text-2">
          {plural(pause.strikes.length, "evaluation")} had to be stopped within an hour, so the policy is no
          longer run and holds up no other. Until it is resumed or changed, entities in its targets are
          neither passing nor failing{policy.violating > 0 && ", and what it found before stays open"}.
        </p>
        <ul
          className="divide-y divide-line border-y border-line"
          aria-label="Evaluations that had to be stopped"
        >
          {pause.strikes.map((strike) => (
            <Strike key={`${strike.entityId} ${strike.at}`} strike={strike} />
          ))}
        </ul>
        <p className="max-w-[88ch] text-text-2">
          Change its parameters, leave these entities out of its targets, or move it to a version of the
          template that does less: a new version of the policy is judged at once. Resume it as it is if only
          the machine was slow.
        </p>
      </CardBody>
    </Card>
  );
}

function Strike({ strike }: { readonly strike: NonNullable<Policy["paused"]>["strikes"][number] }) {
  const { path } = useOrganization();
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-1.5">
      <Link href={path(`/entities/${strike.entityId}`)} className="min-w-0 link break-words">
        {strike.entity}
      </Link>
      <span className="text-sm text-text-3">{strike.cluster}</span>
      <span className="min-w-0 flex-1 basis-[260px] text-text-2">{strike.message}</span>
      <TimeAgo at={strike.at} className="text-sm text-text-3" />
    </li>
  );
}

function Actions({ policy }: { readonly policy: PolicyDetail }) {
  const { path, can } = useOrganization();
  const resume = useResumePolicy(policy.id);
  if (!can("policy.write"))
    return <span className="text-sm text-text-3">Resuming it needs the role editor, admin or owner.</span>;
  return (
    <>
      <ButtonLink size="small" href={path(`/policies/${policy.id}/edit`)}>
        Change it
      </ButtonLink>
      <Button
        size="small"
        busy={resume.isPending && "Resuming …"}
        onClick={() =>
          resume.mutate(undefined, {
            onSuccess: () => toast(`${policy.name} is resumed`, "Everything in its targets is being judged."),
            onError: (error) => toastError(`${policy.name} could not be resumed`, error),
          })
        }
      >
        Resume
      </Button>
    </>
  );
}
