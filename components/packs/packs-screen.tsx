"use client";

import { useCallback } from "react";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { QueryBody } from "@/components/ui/query-body";
import { SearchInput } from "@/components/ui/search-input";
import { Skeleton } from "@/components/ui/skeleton";
import { EmptyState } from "@/components/ui/states";
import { plural } from "@/lib/client/format";
import { usePacks } from "@/lib/client/use-packs";
import { useUrlParams } from "@/lib/client/use-url-params";
import type { PackList, PackSummary } from "@/lib/contracts/api/packs";
import { BrokenFiles } from "./broken-files";
import { PackCard } from "./pack-card";
import { packKinds } from "./words";

const what = "A pack is a set of policies that can be switched on together, all or some.";

function subtitle(list: PackList | undefined): string {
  if (list === undefined) return what;
  const begun = list.items.filter(({ switchedOn }) => switchedOn > 0).length;
  return `${what} ${begun === 0 ? "None is switched on yet." : `${begun} of ${plural(list.items.length, "pack")} ${begun === 1 ? "has" : "have"} policies switched on.`}`;
}

function matches({ title, summary, id }: PackSummary, q: string): boolean {
  const text = `${title} ${summary} ${id}`.toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

export function PacksScreen() {
  const packs = usePacks();
  const { get, set } = useUrlParams();
  const q = get("q") ?? "";
  const search = useCallback((text: string) => set({ q: text }), [set]);
  return (
    <>
      <PageHeader title="Packs" subtitle={subtitle(packs.data)} />
      <SearchInput
        className="mt-4"
        label="Search packs"
        placeholder="Search by the name of a standard, an application or a set …"
        value={q}
        onChange={search}
      />
      <QueryBody query={packs} reading="Reading the packs …" skeleton={<Loading />}>
        {(list) => <Groups list={list} q={q} onClear={() => set({ q: null })} />}
      </QueryBody>
    </>
  );
}

function Loading() {
  return (
    <div className="mt-4 grid grid-cols-3 gap-3 max-[1199px]:grid-cols-2 max-[600px]:grid-cols-1">
      <span role="status" className="sr-only">
        Reading the packs …
      </span>
      {["a", "b", "c", "d", "e", "f"].map((id) => (
        <Skeleton key={id} className="h-32" />
      ))}
    </div>
  );
}

interface GroupsProps {
  readonly list: PackList;
  readonly q: string;
  readonly onClear: () => void;
}

function Groups({ list, q, onClear }: GroupsProps) {
  const found = list.items.filter((pack) => matches(pack, q));
  return (
    <>
      <BrokenFiles broken={list.broken} />
      {found.length === 0 && (
        <Card className="mt-4" aria-label="List of packs">
          {list.items.length === 0 ? (
            <EmptyState title="There is no pack here">
              The library of this installation holds no packs. Policies can still be made one by one from
              templates.
            </EmptyState>
          ) : (
            <EmptyState title="No pack matches" actions={<Button onClick={onClear}>Clear the search</Button>}>
              No name and no sentence of a pack has these words.
            </EmptyState>
          )}
        </Card>
      )}
      {packKinds.map(({ id, title, note }) => {
        const packs = found.filter(({ kind }) => kind === id);
        if (packs.length === 0) return null;
        return (
          <section key={id} aria-labelledby={`packs-${id}`} className="mt-5">
            <h2 id={`packs-${id}`} className="mb-2">
              {title} <span className="ml-1 font-normal text-text-3">{note}</span>
            </h2>
            <ul className="grid grid-cols-3 gap-3 max-[1199px]:grid-cols-2 max-[600px]:grid-cols-1">
              {packs.map((pack) => (
                <PackCard key={pack.id} pack={pack} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}
