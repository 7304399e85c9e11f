import { Fragment, type ReactNode } from "react";
import { cn } from "./cn";
import { BusyMark } from "./button";

export interface Step {
  readonly id: string;
  readonly label: string;
  readonly state: "pending" | "active" | "done" | "failed";
}

function StepNumber({ state, number }: { readonly state: Step["state"]; readonly number: number }) {
  return (
    <span
      aria-hidden
      className={cn(
        "inline-grid size-[18px] shrink-0 place-items-center rounded-full text-xs leading-none font-semibold",
        state === "active" && "bg-accent text-accent-ink",
        state === "done" && "bg-pass-soft text-pass",
        state === "failed" && "bg-critical-soft text-critical",
        state === "pending" && "bg-sunken text-text-3",
      )}
    >
      {state === "done" ? "✓" : state === "failed" ? "!" : number}
    </span>
  );
}

const words = { pending: "to do", active: "current", done: "done", failed: "failed" };

/** Steps of a form, in a row. With `onSelect` the steps can be gone to. */
export function Stepper({
  steps,
  onSelect,
  label,
}: {
  readonly steps: readonly Step[];
  readonly label: string;
  readonly onSelect?: (id: string) => void;
}) {
  return (
    <ol aria-label={label} className="flex flex-wrap items-center gap-x-1.5 gap-y-1 text-text-3">
      {steps.map((step, index) => {
        const body = (
          <>
            <StepNumber state={step.state} number={index + 1} />
            {step.label}
            <span className="sr-only">, {words[step.state]}</span>
          </>
        );
        const className = cn(
          "inline-flex items-center gap-1.5 whitespace-nowrap",
          step.state === "active" && "font-[560] text-text",
        );
        return (
          <Fragment key={step.id}>
            {index > 0 && <li aria-hidden className="h-px w-4 shrink-0 bg-line-strong" />}
            <li aria-current={step.state === "active" ? "step" : undefined}>
              {onSelect === undefined ? (
                <span className={className}>{body}</span>
              ) : (
                <button
                  type="button"
                  onClick={() => onSelect(step.id)}
                  className={cn(className, "rounded-xs hover:text-text")}
                >
                  {body}
                </button>
              )}
            </li>
          </Fragment>
        );
      })}
    </ol>
  );
}

/** Steps that something else takes, in a column: what is done, what is being done and how much is left. */
export function ProgressSteps({
  steps,
  label,
}: {
  readonly label: string;
  readonly steps: readonly (Step & { readonly detail: ReactNode })[];
}) {
  return (
    <ol aria-label={label} aria-live="polite" className="flex flex-col">
      {steps.map((step, index) => (
        <li key={step.id} className="relative flex gap-2.5 pb-3 last:pb-0">
          {index < steps.length - 1 && (
            <span aria-hidden className="absolute top-[21px] bottom-0 left-[8.5px] w-px bg-line" />
          )}
          <span className="pt-px">
            <StepNumber state={step.state} number={index + 1} />
          </span>
          <div className="min-w-0">
            <div
              className={cn(
                "flex items-center gap-1.5",
                step.state === "pending" ? "text-text-3" : "font-[550]",
              )}
            >
              {step.label}
              {step.state === "active" && <BusyMark />}
              <span className="sr-only">, {words[step.state]}</span>
            </div>
            {step.detail !== "" && (
              <div className={cn("text-sm", step.state === "failed" ? "text-critical" : "text-text-3")}>
                {step.detail}
              </div>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
