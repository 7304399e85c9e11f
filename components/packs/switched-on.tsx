"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Disclosure } from "@/components/ui/disclosure";
import { plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import type { PackDetail, SwitchedOnPack } from "@/lib/contracts/api/packs";

const openUpTo = 8;
/** An address with more ids than this gets too long for some proxies. */
const idsInAddressMax = 60;

export interface SwitchedOnProps {
  readonly pack: PackDetail;
  readonly made: SwitchedOnPack;
  readonly onClose: () => void;
}

/** What was made, with links. */
export function SwitchedOn({ pack, made, onClose }: SwitchedOnProps) {
  const { path } = useOrganization();
  const { created, alreadyOn } = made;
  const place = useRef<HTMLDivElement>(null);
  // The button that made them may stand far below.
  useEffect(() => {
    place.current?.scrollIntoView({ block: "start" });
    place.current?.focus({ preventScroll: true });
  }, [made]);
  const ids = created.map(({ policyId }) => policyId);
  const on = alreadyOn.map((key) => pack.items.find((item) => item.key === key)?.title ?? key);
  return (
    <div
      ref={place}
      tabIndex={-1}
      className="mb-3 scroll-mt-[calc(var(--top-bar)+12px)] rounded-md outline-offset-2"
    >
      <Card aria-label="What was switched on">
        <CardHeader
          title={
            created.length === 0
              ? "Nothing was left to switch on"
              : `${plural(created.length, "policy is", "policies are")} on`
          }
          actions={
            <>
              {ids.length > 0 && (
                <ButtonLink
                  size="small"
                  href={path(
                    ids.length > idsInAddressMax ? "/violations" : `/violations?policy=${ids.join(",")}`,
                  )}
                >
                  Show what {ids.length === 1 ? "it finds" : "they find"}
                </ButtonLink>
              )}
              <Button size="small" variant="ghost" square aria-label="Close" onClick={onClose}>
                <X aria-hidden />
              </Button>
            </>
          }
        />
        <CardBody>
          <p role="status" className="text-text-2">
            {created.length > 0 &&
              "Everything in their targets is being judged; violations appear as they are found."}
            {on.length > 0 &&
              ` On already, so left as ${on.length === 1 ? "it is" : "they are"}: ${on.join(", ")}.`}
          </p>
          {created.length > 0 && (
            <Disclosure summary="The policies" open={created.length <= openUpTo}>
              <ul className="columns-2 gap-6 max-[900px]:columns-1">
                {created.map(({ policyId, name }) => (
                  <li key={policyId} className="break-inside-avoid py-0.5">
                    <Link href={path(`/policies/${policyId}`)} className="link">
                      {name}
                    </Link>
                  </li>
                ))}
              </ul>
            </Disclosure>
          )}
        </CardBody>
      </Card>
    </div>
  );
}
