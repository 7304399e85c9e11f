"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { QueryBody } from "@/components/ui/query-body";
import { plural } from "@/lib/client/format";
import { useOrganization } from "@/lib/client/organization-context";
import { useMembers } from "@/lib/client/use-settings";
import { ROLES } from "@/lib/domain/roles";
import { AddMember } from "./add-member";
import { MemberTable } from "./member-table";
import { roleHint, roleWord } from "./roles";

export function Members() {
  const { can } = useOrganization();
  const members = useMembers();
  const [adding, setAdding] = useState(false);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_300px] items-start gap-4 max-[1100px]:grid-cols-1">
      <Card>
        <CardHeader
          title="Members"
          note={members.data === undefined ? undefined : plural(members.data.length, "person", "people")}
          actions={
            can("member.write") && (
              <Button variant="primary" onClick={() => setAdding(true)}>
                <UserPlus aria-hidden /> Add member
              </Button>
            )
          }
        />
        <QueryBody query={members} reading="Reading the members …" rows={3}>
          {(items) => <MemberTable members={items} />}
        </QueryBody>
      </Card>
      <Card>
        <CardHeader title="Roles" note="each may do what those before it may" />
        <CardBody>
          <dl className="flex flex-col gap-2.5">
            {ROLES.toReversed().map((role) => (
              <div key={role}>
                <dt className="font-[550]">{roleWord[role]}</dt>
                <dd className="text-text-2">{roleHint[role]}</dd>
              </div>
            ))}
          </dl>
        </CardBody>
      </Card>
      {adding && <AddMember members={members.data ?? []} onClose={() => setAdding(false)} />}
    </div>
  );
}
