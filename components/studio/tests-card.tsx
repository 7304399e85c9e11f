"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/states";
import type { TemplateTest } from "@/lib/contracts/api/template-tests";
import { expectationOf } from "@/lib/domain/template-tests";
import { TestDialog } from "./test-dialog";
import { emptyTest, testDraftOf } from "./test-draft";
import { summaryOf, withTest } from "./test-results";
import { TestRow } from "./test-row";
import type { Studio } from "./use-studio";

interface Removed {
  readonly test: TemplateTest;
  readonly index: number;
}

/** The template's own tests: run while one writes, and again when it is published, which a failing one refuses. */
export function TestsCard({ studio }: { readonly studio: Studio }) {
  const { draft, change, results, capture } = studio;
  const { tests } = draft;
  /** Which test is open: its place, `null` for a new one. */
  const [open, setOpen] = useState<{ readonly index: number | null } | undefined>(undefined);
  const [removed, setRemoved] = useState<Removed | null>(null);
  const [refused, setRefused] = useState<string | null>(null);

  const put = (test: TemplateTest, index: number | null): string | null => {
    const next = withTest(tests, test, index);
    if (!next.ok) return next.message;
    change({ tests: next.tests });
    setRemoved(null);
    setRefused(null);
    return null;
  };
  const remove = (index: number) => {
    const test = tests[index];
    if (test === undefined) return;
    change({ tests: tests.filter((other) => other !== test) });
    setRemoved({ test, index });
  };
  const opened = open?.index == null ? undefined : tests[open.index];
  return (
    <Card>
      <CardHeader
        title="Tests"
        note={<Summary studio={studio} />}
        actions={
          <Button size="small" onClick={() => setOpen({ index: null })}>
            Write one
          </Button>
        }
      />
      {tests.length === 0 ? (
        <CardBody>
          <p className="text-text-2">
            None yet. A test is an object and what the template must say about it; a version is published only
            if all of its tests pass, and keeps them.
          </p>
        </CardBody>
      ) : (
        <ol aria-label="Tests" className="max-h-[460px] divide-y divide-line overflow-y-auto">
          {tests.map((test, index) => (
            <TestRow
              // A rename must not take the focus away, so the place tells the rows apart.
              key={index}
              test={test}
              result={results[index] ?? null}
              onEdit={() => setOpen({ index })}
              onRemove={() => remove(index)}
              onAccept={(found) => setRefused(put({ ...test, expect: expectationOf(found) }, index))}
            />
          ))}
        </ol>
      )}
      {removed !== null && (
        <Notice
          className="rounded-none"
          action={
            <Button
              size="small"
              key={removed.test.name}
              ref={focusOnce}
              onClick={() => {
                change({ tests: tests.toSpliced(removed.index, 0, removed.test) });
                setRemoved(null);
              }}
            >
              Undo
            </Button>
          }
        >
          “{removed.test.name}” is removed.
        </Notice>
      )}
      {refused !== null && (
        <Notice tone="bad" className="rounded-none">
          {refused}
        </Notice>
      )}
      <div className="flex flex-col items-start gap-1 border-t border-line px-3.5 py-2.5">
        <Button
          size="small"
          disabled={capture.test === null}
          onClick={() => {
            if (capture.test !== null) setRefused(put(capture.test, null));
          }}
        >
          <Plus aria-hidden /> Add from this input
        </Button>
        <p className="text-sm text-text-3">
          {capture.reason ?? "Takes the object, the form's values and the result as it is now."}
        </p>
      </div>
      {open !== undefined && (
        <TestDialog
          start={opened === undefined ? emptyTest : testDraftOf(opened)}
          isNew={opened === undefined}
          schema={draft.schema}
          readsInventory={draft.rego.includes("inventory")}
          taken={tests.filter((test) => test !== opened).map(({ name }) => name)}
          onSave={(test) => put(test, open.index)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Card>
  );
}

/** The row that had the focus is gone: its place in the order of the page is taken by the way back. */
function focusOnce(button: HTMLButtonElement | null) {
  button?.focus({ preventScroll: true });
}

function Summary({ studio }: { readonly studio: Studio }) {
  const { total, passed, failing } = summaryOf(studio.results);
  if (total === 0) return null;
  if (studio.check?.ok === false) return "not run: the Rego does not compile";
  const words = failing === 0 && passed === total ? "all pass" : `${passed} of ${total} pass`;
  return <span aria-live="polite">{studio.judging && passed + failing < total ? "Running …" : words}</span>;
}
