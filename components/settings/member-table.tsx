"use client";

import { UserMinus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DataTable, SubLine, type Column } from "@/components/ui/data-table";
import { Pill } from "@/components/ui/pill";
import { Select } from "@/components/ui/select";
import { TimeAgo } from "@/components/ui/time-ago";
import { toast, toastError } from "@/components/ui/toast";
import { useOrganization } from "@/lib/client/organization-context";
import { useRemoveMember, useUpdateMember } from "@/lib/client/use-settings";
import type { Member } from "@/lib/contracts/api/account";
import { canAssign, ROLES } from "@/lib/domain/roles";
import { roleHint, roleWord } from "./roles";

function isOnlyOwner(member: Member, members: readonly Member[]): boolean {
  return member.role === "owner" && members.filter((other) => other.role === "owner").length === 1;
}

export function MemberTable({ members }: { readonly members: readonly Member[] }) {
  const { role: own, user, can } = useOrganization();
  const [leaving, setLeaving] = useState<Member | null>(null);
  const columns = useMemo<readonly Column<Member>[]>(() => {
    const mayChange = (member: Member) => canAssign(own, member.role) && !isOnlyOwner(member, members);
    return [
      {
        id: "person",
        header: "Person",
        cell: (member) => (
          <>
            <span className="flex flex-wrap items-center gap-x-2 font-[560]">
              {member.name}
              {member.userId === user.id && <Pill tone="accent">You</Pill>}
            </span>
            <SubLine>
              <span className="[overflow-wrap:anywhere]">{member.email}</span>
            </SubLine>
          </>
        ),
      },
      {
        id: "role",
        header: "Role",
        width: "136px",
        cell: (member) =>
          mayChange(member) ? (
            <RoleSelect member={member} />
          ) : (
            <span title={roleHint[member.role]}>
              {roleWord[member.role]}
              {can("member.write") && isOnlyOwner(member, members) && <SubLine>the only owner</SubLine>}
            </span>
          ),
      },
      {
        id: "joined",
        header: "Member for",
        width: "120px",
        priority: 2,
        cell: (member) => <TimeAgo bare at={member.joinedAt} />,
      },
      ...(can("member.write")
        ? [
            {
              id: "remove",
              header: <span className="sr-only">Remove</span>,
              width: "104px",
              narrowWidth: "56px",
              align: "right" as const,
              cell: (member: Member) =>
                mayChange(member) && (
                  <Button
                    variant="ghost"
                    size="small"
                    aria-label={member.userId === user.id ? "Leave" : `Remove ${member.name}`}
                    onClick={() => setLeaving(member)}
                  >
                    <UserMinus aria-hidden />
                    <span className="max-[900px]:hidden">
                      {member.userId === user.id ? "Leave" : "Remove"}
                    </span>
                  </Button>
                ),
            },
          ]
        : []),
    ];
  }, [own, user.id, can, members]);
  return (
    <>
      <DataTable label="Members" columns={columns} rows={members} rowId={memberId} />
      {leaving !== null && <RemoveMember member={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

const memberId = (member: Member) => member.userId;

function RoleSelect({ member }: { readonly member: Member }) {
  const { role: own, user } = useOrganization();
  const router = useRouter();
  const update = useUpdateMember();
  return (
    <Select
      size="small"
      aria-label={`Role of ${member.name}`}
      value={update.isPending ? update.variables.role : member.role}
      disabled={update.isPending}
      options={ROLES.filter((role) => canAssign(own, role)).map((value) => ({
        value,
        label: roleWord[value],
        hint: roleHint[value],
      }))}
      onValueChange={(role) => {
        if (role === member.role) return;
        update.mutate(
          { userId: member.userId, role },
          {
            onSuccess: () => {
              toast(`${member.name} is now ${roleWord[role].toLowerCase()}`);
              // What one may do oneself is read on the server.
              if (member.userId === user.id) router.refresh();
            },
            onError: (error) => toastError(`The role of ${member.name} was not changed`, error),
          },
        );
      }}
    />
  );
}

function RemoveMember({ member, onClose }: { readonly member: Member; readonly onClose: () => void }) {
  const { user, organization } = useOrganization();
  const remove = useRemoveMember();
  const self = member.userId === user.id;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={self ? `Leave ${organization.name}?` : `Remove ${member.name}?`}
      description={
        self
          ? "You no longer see anything of this organization. Somebody else has to add you again."
          : `${member.name} no longer sees anything of ${organization.name}, at once. What they made stays, and the audit log keeps their name.`
      }
      action={self ? "Leave the organization" : "Remove the member"}
      busy={remove.isPending ? (self ? "Leaving …" : "Removing the member …") : null}
      error={remove.error}
      onConfirm={() =>
        remove.mutate(member.userId, {
          onSuccess: () => {
            if (self) {
              window.location.assign("/welcome");
              return;
            }
            toast(`${member.name} is removed`);
            onClose();
          },
        })
      }
    />
  );
}
