import type { Json } from "@/lib/contracts/wire/canonical-json";

/** Columns of `violations` as `jsonb_to_recordset` reads them: hashes are hex, times ISO 8601. */
export interface ViolationWrite {
  id: string;
  /** Ignored where the violation exists already. */
  number: number;
  policy_id: string;
  policy_version_id: string;
  cluster_id: string;
  entity_id: string;
  severity_rank: number;
  api_group: string;
  kind: string;
  namespace: string | null;
  name: string;
  message: string;
  pointer: string | null;
  path: string | null;
  stable_path: string | null;
  /** `{value}` or null: a field that is absent is not a field that is null. */
  found: { value: Json } | null;
  recommended: { value: Json } | null;
  occurrence_count: number;
  fix: "proven" | "unproven" | "guidance";
  entity_hash: string;
  fingerprint: string;
  opened_at: string;
  first_seen_at: string;
  last_seen_at: string;
  reopened_count: number;
}

export interface OccurrenceWrite {
  id: string;
  violation_id: string;
  key: string;
  position: number;
  message: string;
  violating_key: string | null;
  pointer: string | null;
  path: string | null;
  stable_path: string | null;
  found: { value: Json } | null;
  recommended: { value: Json } | null;
  remove: boolean;
  details: { readonly [key: string]: Json };
  fix: "proven" | "unproven" | "guidance";
  first_seen_at: string;
}

export interface ViolationEventWrite {
  id: string;
  violation_id: string;
  entity_id: string;
  at: string;
  type: "opened" | "resolved" | "reopened" | "changed";
  resolution: string | null;
  severity_rank: number;
  policy_version_id: string;
  entity_version: number;
}
