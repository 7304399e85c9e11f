-- Evaluations of a policy version that had to be stopped, the newest few; three within an hour pause the policy.
CREATE TABLE policy_strikes (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  policy_id uuid NOT NULL,
  policy_version_id uuid NOT NULL,
  entity_id uuid NOT NULL,
  at timestamptz NOT NULL,
  code text NOT NULL CHECK (code IN ('timeout', 'memory_limit')),
  message text NOT NULL,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, policy_id) REFERENCES policies (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, entity_id) REFERENCES entities (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX policy_strikes_policy ON policy_strikes (organization_id, policy_id);
CREATE INDEX policy_strikes_entity ON policy_strikes (organization_id, entity_id);

-- A policy whose current version is here is not judged. Beside `policies`, because who records verdicts holds its row shared.
CREATE TABLE policy_pauses (
  organization_id uuid NOT NULL,
  policy_id uuid NOT NULL,
  policy_version_id uuid NOT NULL,
  since timestamptz NOT NULL,
  code text NOT NULL,
  message text NOT NULL,
  PRIMARY KEY (organization_id, policy_id),
  FOREIGN KEY (organization_id, policy_id) REFERENCES policies (organization_id, id) ON DELETE CASCADE
);

SELECT edict_protect(t) FROM unnest(ARRAY['policy_strikes', 'policy_pauses']::regclass[]) AS t;

-- When an evaluation that was stopped is tried again; null for errors that only a change can mend.
ALTER TABLE evaluation_errors ADD COLUMN retry_at timestamptz;
CREATE INDEX evaluation_errors_retry ON evaluation_errors (organization_id, policy_id, retry_at) WHERE retry_at IS NOT NULL;
