"use client";

import { Check } from "lucide-react";
import { DiffView } from "@/components/code/diff-view";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Pill } from "@/components/ui/pill";
import { TimeAgo } from "@/components/ui/time-ago";
import { entityName, formatMeasured, plural } from "@/lib/client/format";
import type { Fix, ViolationDetail } from "@/lib/contracts/api/violations";
import { FixForms } from "./fix-forms";

/** The patch that mends it, with the proof, or why there is none. */
export function FixCard({ violation }: { readonly violation: ViolationDetail }) {
  const { fixPatch: fix, entity, occurrences, guidance } = violation;
  if (fix === null)
    return violation.fix === "guidance" ? <NoFix hasGuidance={guidance.how.trim() !== ""} /> : <Changing />;
  return (
    <Card>
      <CardHeader title={fix.proven ? "Proven fix" : "Suggested fix"}>
        <Standing fix={fix} places={occurrences.length} />
      </CardHeader>
      <div className="border-b border-line">
        <DiffView
          label={`Fix of ${entity.kind} ${entityName(entity)}`}
          before={fix.yamlBefore}
          after={fix.yamlAfter}
          context={1}
          maxHeight="320px"
        />
      </div>
      <CardBody>
        <p className="text-sm text-text-2">
          <Proof fix={fix} places={occurrences.length} />
        </p>
        <FixForms fix={fix} />
      </CardBody>
    </Card>
  );
}

function Standing({ fix, places }: { readonly fix: Fix; readonly places: number }) {
  if (!fix.proven) return <Pill tone="medium">Not proven</Pill>;
  const all = fix.proof.gone >= places;
  return (
    <Pill tone={all ? "pass" : "medium"}>
      <Check aria-hidden />
      {all ? "Resolves this, opens none" : `Mends ${fix.proof.gone} of ${places} places, opens none`}
    </Pill>
  );
}

/** "1 violation gone" where all of it goes, else how many of its places do. */
function gone(count: number, places: number): string {
  if (count < places) return `${count} of ${plural(places, "place")} gone`;
  return places > 1 ? `1 violation gone with its ${places} places` : "1 violation gone";
}

function Proof({ fix, places }: { readonly fix: Fix; readonly places: number }) {
  const { policiesJudged, opened, durationMs, at } = fix.proof;
  const judged =
    policiesJudged === 1
      ? "by the one policy that applies to it"
      : `by all ${policiesJudged} policies that apply to it`;
  if (!fix.proven)
    return (
      <>
        {fix.reason ?? "Judging the patched object did not show that it resolves this and opens nothing."}{" "}
        Look at the patch closely before you apply it.
      </>
    );
  return (
    <>
      The patched object was judged {judged}, in {formatMeasured(durationMs)}: {gone(fix.proof.gone, places)},{" "}
      {opened} new.{" "}
      {fix.proof.gone < places && "The violation stays open until the rest is changed by hand. "}
      <span className="text-text-3">
        Judged <TimeAgo at={at} />.
      </span>
    </>
  );
}

/** The entity no longer breaks the policy, and the job that resolves the violation is under way. */
function Changing() {
  return (
    <Card>
      <CardHeader title="Fix" />
      <CardBody>
        <p className="text-text-2">
          The entity has changed and is being judged anew, so there is nothing to prove right now. This page
          follows by itself.
        </p>
      </CardBody>
    </Card>
  );
}

function NoFix({ hasGuidance }: { readonly hasGuidance: boolean }) {
  return (
    <Card>
      <CardHeader title="Fix">
        <Pill>Guidance</Pill>
      </CardHeader>
      <CardBody>
        <p className="text-text-2">
          The template recommends no value here, so there is no patch to prove.{" "}
          {hasGuidance ? (
            <>
              What to do stands under{" "}
              <a href="#how-to-fix" className="link">
                How to fix
              </a>
              .
            </>
          ) : (
            "Change the marked field so that the message no longer holds; the violation then resolves by itself."
          )}
        </p>
      </CardBody>
    </Card>
  );
}
