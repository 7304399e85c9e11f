"use client";

import { ButtonLink } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { formatNumber, plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { Overview } from "@/lib/contracts/api/overview";
import type { Permission } from "@/lib/domain/roles";

type StepId = Overview["checklist"][number]["id"];

interface Step {
  readonly title: string;
  readonly text: string;
  readonly action?: { readonly label: string; readonly href: string; readonly permission?: Permission };
}

function stepsOf(overview: Overview): Record<StepId, Step> {
  const waiting = overview.clusters.find((cluster) => cluster.status === "waiting");
  const pending = overview.clusters.reduce((sum, cluster) => sum + cluster.pendingEvaluations, 0);
  return {
    cluster: {
      title: "Connect a cluster",
      text:
        waiting === undefined
          ? "A small agent reads what it holds."
          : `${waiting.name} is named; its agent has not called yet.`,
      action:
        waiting === undefined
          ? { label: "Add cluster", href: "/clusters/new", permission: "cluster.write" }
          : { label: `Open ${waiting.name}`, href: `/clusters/${waiting.id}` },
    },
    objects: {
      title: "Its entities arrive",
      text:
        overview.entities === 0
          ? "They follow within seconds of the agent’s first call."
          : `${plural(overview.entities, "entity is", "entities are")} stored.`,
      action: { label: "Open clusters", href: "/clusters" },
    },
    policy: {
      title: "Make the first policy",
      text: "Choose a template and fill in its form. The preview says what it would find before anything is saved.",
      action: { label: "New policy", href: "/policies/new", permission: "policy.write" },
    },
    violations: {
      title: "See what it finds",
      text:
        pending > 0
          ? `${formatNumber(pending)} entities are still to be judged.`
          : "Each violation names the field, what was found and what was expected.",
      action: { label: "Open violations", href: "/violations" },
    },
  };
}

/** What is left until the console is of use; only the next step has a button. */
export function Checklist({ overview }: { readonly overview: Overview }) {
  const { path, can } = useOrganization();
  const steps = stepsOf(overview);
  const next = overview.checklist.find((entry) => !entry.done)?.id;
  const done = overview.checklist.filter((entry) => entry.done).length;
  return (
    <Card>
      <CardHeader title="First steps" note={`${done} of ${overview.checklist.length} done`} />
      <ol className="grid grid-cols-4 divide-x divide-line max-[900px]:grid-cols-1 max-[900px]:divide-x-0 max-[900px]:divide-y">
        {overview.checklist.map((entry, index) => {
          const step = steps[entry.id];
          const { action } = step;
          const allowed = action?.permission === undefined || can(action.permission);
          return (
            <li
              key={entry.id}
              aria-current={entry.id === next ? "step" : undefined}
              className="flex items-start gap-2.5 px-3.5 py-3"
            >
              <span
                aria-hidden
                className={cn(
                  "grid size-[18px] shrink-0 place-items-center rounded-full text-xs leading-none font-semibold",
                  entry.done
                    ? "bg-pass-soft text-pass"
                    : entry.id === next
                      ? "bg-accent text-accent-ink"
                      : "bg-sunken text-text-3",
                )}
              >
                {entry.done ? "✓" : index + 1}
              </span>
              <div className="min-w-0">
                <h3 className={entry.done ? "font-normal text-text-3" : undefined}>
                  {step.title}
                  <span className="sr-only">{entry.done ? ", done" : ", to do"}</span>
                </h3>
                {!entry.done && <p className="text-sm text-text-3">{step.text}</p>}
                {entry.id === next && action !== undefined && allowed && (
                  <ButtonLink size="small" variant="primary" className="mt-2" href={path(action.href)}>
                    {action.label}
                  </ButtonLink>
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
