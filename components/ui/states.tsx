"use client";

import { CircleAlert, Lock, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { toApiError } from "@/lib/client/api";
import { Button, ButtonLink } from "./button";
import { cn } from "./cn";
import { CopyButton } from "./copy-button";
import { TimeAgo } from "./time-ago";

function Block({
  icon,
  title,
  children,
  actions,
  role,
}: {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly role?: "alert";
}) {
  return (
    <div role={role} className="flex flex-col items-start gap-1 px-4 py-6">
      <div className="flex items-center gap-2 font-[620] [&_svg]:size-4 [&_svg]:shrink-0">
        {icon}
        {title}
      </div>
      {children !== undefined && <div className="max-w-[64ch] text-text-2">{children}</div>}
      {actions !== undefined && <div className="mt-2.5 flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}

export interface EmptyStateProps {
  /** "No cluster is connected yet". Never "all compliant" when nothing was judged. */
  readonly title: string;
  readonly children?: ReactNode;
  /** The next step: one button, one command. */
  readonly actions?: ReactNode;
}

export function EmptyState(props: EmptyStateProps) {
  return <Block {...props} />;
}

export interface ErrorStateProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** What was kept: "Your draft is kept on this page". */
  readonly kept?: string;
}

/** What happened, what was kept, what to do. Forbidden and missing answers have their own words. */
export function ErrorState({ error, onRetry, kept }: ErrorStateProps) {
  const problem = toApiError(error);
  if (problem.status === 403) return <ForbiddenState detail={problem.detail} />;
  return (
    <Block
      role="alert"
      icon={<CircleAlert aria-hidden className="text-critical" />}
      title={problem.title}
      actions={
        <>
          {onRetry !== undefined && !(problem.status === 404) && <Button onClick={onRetry}>Try again</Button>}
          {problem.requestId !== null && (
            <span className="flex items-center gap-1 text-sm text-text-3">
              Request <code>{problem.requestId}</code>
              <CopyButton text={problem.requestId} label="Copy the request id" />
            </span>
          )}
        </>
      }
    >
      {problem.detail !== null && <p>{problem.detail}</p>}
      {kept !== undefined && <p>{kept}</p>}
      {problem.fields.length > 0 && (
        <ul className="mt-1 list-disc pl-5">
          {problem.fields.map((field) => (
            <li key={field.path + field.message}>
              {field.path !== "" && <code>{field.path}</code>} {field.message}
            </li>
          ))}
        </ul>
      )}
    </Block>
  );
}

export function ForbiddenState({
  detail,
  href,
}: {
  readonly detail?: string | null;
  readonly href?: string;
}) {
  return (
    <Block
      icon={<Lock aria-hidden className="text-unknown" />}
      title="Your role does not allow this"
      actions={href === undefined ? undefined : <ButtonLink href={href}>Go back</ButtonLink>}
    >
      {detail ?? "An owner or admin of the organization can change your role under Settings, Members."}
    </Block>
  );
}

export interface NoticeProps {
  readonly tone?: "warn" | "info" | "bad";
  readonly children: ReactNode;
  readonly action?: ReactNode;
  readonly className?: string;
}

const notices = {
  warn: "bg-medium-soft text-medium",
  info: "bg-accent-soft text-accent",
  bad: "bg-critical-soft text-critical",
};

/** One line across a card or page that says what is not as usual. */
export function Notice({ tone = "info", children, action, className }: NoticeProps) {
  return (
    <div
      role="status"
      className={cn(
        "flex flex-wrap items-center gap-x-3 gap-y-1 rounded-sm px-3 py-[7px] font-[530]",
        notices[tone],
        className,
      )}
    >
      {tone !== "info" && <TriangleAlert aria-hidden className="size-3.5 shrink-0" />}
      <span className="min-w-0 flex-1">{children}</span>
      {action}
    </div>
  );
}

/** What is shown may have changed since: the cluster (or the console's own stream) is silent. */
export function StaleNotice({
  since,
  subject = "This cluster",
  className,
}: {
  readonly since: string;
  readonly subject?: string;
  readonly className?: string;
}) {
  return (
    <Notice tone="warn" className={className}>
      {subject} was last heard <TimeAgo at={since} />; what you see may have changed since.
    </Notice>
  );
}
