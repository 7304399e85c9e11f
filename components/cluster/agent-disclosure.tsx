"use client";

import { Check } from "lucide-react";
import { YamlView } from "@/components/code/yaml-view";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { QueryBody } from "@/components/ui/query-body";
import { useAgentDisclosure } from "@/lib/client/use-clusters";
import type { AgentDisclosure } from "@/lib/contracts/api/clusters";

/** What the agent may do and what leaves the cluster; read before anything is installed. */
export function AgentDisclosureCards() {
  const disclosure = useAgentDisclosure();
  return (
    <>
      <Card>
        <CardHeader
          title="What the agent may do"
          note="These are all of its rights, as the manifest grants them."
        />
        <QueryBody query={disclosure} reading="Reading the agent’s rights …" rows={2}>
          {(data) => <Rights rules={data.rules} />}
        </QueryBody>
      </Card>
      {disclosure.data !== undefined && <Leaves disclosure={disclosure.data} />}
    </>
  );
}

const any = "*";

function ruleWords(rule: AgentDisclosure["rules"][number]): string {
  const resources = rule.resources.includes(any) ? "all resources" : rule.resources.join(", ");
  if (rule.apiGroups.includes(any)) return `${resources} of all API groups`;
  const groups = rule.apiGroups.map((group) => (group === "" ? "core" : group));
  return `${resources} (${groups.join(", ")})`;
}

function Rights({ rules }: { readonly rules: AgentDisclosure["rules"] }) {
  return (
    <ul className="divide-y divide-line">
      {rules.map((rule, index) => (
        <li key={index} className="px-3.5 py-2.5">
          <p>
            <code className="font-semibold">{rule.verbs.join(", ")}</code> on{" "}
            <span className="font-[550]">{ruleWords(rule)}</span>
          </p>
          <p className="text-sm text-text-3">
            {rule.scope}. {rule.why}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Leaves({ disclosure }: { readonly disclosure: AgentDisclosure }) {
  const samples = [
    { title: "In the cluster", text: disclosure.sampleBefore },
    { title: "What leaves it", text: disclosure.sampleAfter },
  ];
  return (
    <Card>
      <CardHeader title="What leaves the cluster" note="Values are taken out before anything is sent." />
      <div className="grid grid-cols-2 divide-x divide-line border-b border-line max-[640px]:grid-cols-1 max-[640px]:divide-x-0 max-[640px]:divide-y">
        {samples.map((sample) => (
          <div key={sample.title} className="min-w-0">
            <h3 className="px-3.5 pt-2 text-sm font-[540] text-text-3">{sample.title}</h3>
            <YamlView label={sample.title} lines={sample.text.trimEnd().split("\n")} maxHeight="320px" wrap />
          </div>
        ))}
      </div>
      <CardBody>
        <h3 className="mb-1">Never sent</h3>
        <ul className="flex flex-col gap-1">
          {disclosure.neverSent.map((line) => (
            <li key={line} className="flex gap-2 text-text-2">
              <Check aria-hidden className="mt-[3px] size-3.5 shrink-0 text-pass" />
              <span className="min-w-0">{line}</span>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
