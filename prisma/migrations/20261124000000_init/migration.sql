-- Edict's first schema.
--
-- Tenancy, lock three: every tenant table has organization_id as the first column of its primary key, of every unique
-- constraint and of every foreign key, and row level security that is forced. Two roles exist beside the owner:
--   edict_app     what every request and job runs as, always with app.organization set;
--   edict_system  sign-in, loading of the built-in library and named sweeps; sees all organizations.
-- The login role owns the tables and is a member of both; transactions say SET LOCAL ROLE first.

DO $$ BEGIN
  CREATE ROLE edict_app NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN
  CREATE ROLE edict_system NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN
  EXECUTE format('GRANT edict_app, edict_system TO %I', current_user);
EXCEPTION WHEN OTHERS THEN
  -- Concurrent migrations of two databases in one cluster may both grant; a second grant changes nothing.
  IF NOT pg_has_role(current_user, 'edict_app', 'MEMBER') THEN RAISE; END IF;
END $$;

-- The organization of the running transaction; raises nothing and matches nothing when it is not set.
CREATE FUNCTION edict_organization() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
$$ SELECT nullif(current_setting('app.organization', true), '')::uuid $$;

-- The organization that owns built-in templates. Readable by all, writable by edict_system alone.
CREATE FUNCTION edict_library_organization() RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT '00000000-0000-7000-8000-000000000000'::uuid $$;

-- ── people ────────────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE users (
  id uuid PRIMARY KEY,
  email text NOT NULL UNIQUE,
  name text NOT NULL,
  password_hash text NOT NULL,
  -- Raised to end every session of the user.
  session_version integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE organizations (
  id uuid PRIMARY KEY,
  slug text NOT NULL UNIQUE,
  name text NOT NULL,
  -- The last violation number handed out (V-4821). Gaps are allowed.
  violation_number bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now()
);

-- Before row level security is forced, which binds the owner of the tables too unless it is a superuser.
INSERT INTO organizations (id, slug, name) VALUES (edict_library_organization(), '-library', 'Edict library');

CREATE TABLE memberships (
  organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('owner', 'admin', 'editor', 'viewer')),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, user_id)
);
CREATE INDEX memberships_user ON memberships (user_id);

-- Fixed windows for sign-in and other guarded doors; keys are hashes, never addresses in clear.
CREATE TABLE rate_limits (
  key text PRIMARY KEY,
  window_started_at timestamptz NOT NULL,
  count integer NOT NULL
);

CREATE TABLE audit_entries (
  organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  actor_type text NOT NULL,
  actor_id uuid,
  actor_name text NOT NULL,
  action text NOT NULL,
  target_type text NOT NULL,
  target_id uuid,
  target_name text NOT NULL,
  before jsonb,
  after jsonb,
  PRIMARY KEY (organization_id, id)
);

-- ── clusters ──────────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE clusters (
  organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  labels jsonb NOT NULL DEFAULT '{}',
  sample boolean NOT NULL DEFAULT false,
  source text,
  cluster_uid text,
  kubernetes_version text,
  agent_version text,
  -- Rises with each hello of the agent; batches of an older epoch are refused.
  epoch integer NOT NULL DEFAULT 0,
  -- Sequence of the last committed batch of the epoch.
  sequence integer NOT NULL DEFAULT 0,
  connected_at timestamptz,
  last_heard_at timestamptz,
  last_change_at timestamptz,
  agent_rss_bytes bigint,
  agent_outbox_count integer,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, name)
);

CREATE TABLE install_tokens (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  cluster_id uuid NOT NULL,
  secret_hash bytea NOT NULL,
  expires_at timestamptz NOT NULL,
  -- The cluster uid that used it; the same one may register again while the token lives.
  used_by_cluster_uid text,
  used_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, cluster_id) REFERENCES clusters (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX install_tokens_cluster ON install_tokens (organization_id, cluster_id);

CREATE TABLE agent_credentials (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  cluster_id uuid NOT NULL,
  secret_hash bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, cluster_id) REFERENCES clusters (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX agent_credentials_cluster ON agent_credentials (organization_id, cluster_id);

-- How reading each kind of a cluster goes. A kind that is not `complete` is unknown: nothing of it is deleted or resolved.
CREATE TABLE kind_syncs (
  organization_id uuid NOT NULL,
  cluster_id uuid NOT NULL,
  api_group text NOT NULL,
  kind text NOT NULL,
  version text NOT NULL,
  resource text NOT NULL,
  namespaced boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('pending', 'listing', 'complete', 'forbidden', 'error')),
  message text,
  total integer,
  redacted_fields integer NOT NULL DEFAULT 0,
  last_full_list_at timestamptz,
  PRIMARY KEY (organization_id, cluster_id, api_group, kind),
  FOREIGN KEY (organization_id, cluster_id) REFERENCES clusters (organization_id, id) ON DELETE CASCADE
);

-- ── entities ──────────────────────────────────────────────────────────────────────────────────────────────────────────

-- Redacted canonical JSON, once per organization, addressed by its SHA-256. Never changes under its hash.
CREATE TABLE contents (
  organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  hash bytea NOT NULL,
  body text NOT NULL,
  PRIMARY KEY (organization_id, hash)
);
DO $$ BEGIN
  ALTER TABLE contents ALTER COLUMN body SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
  RAISE NOTICE 'this PostgreSQL was built without lz4; contents use its default compression';
END $$;

CREATE TABLE entities (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  cluster_id uuid NOT NULL,
  uid text NOT NULL,
  api_group text NOT NULL,
  version text NOT NULL,
  kind text NOT NULL,
  namespace text,
  name text NOT NULL,
  labels jsonb NOT NULL DEFAULT '{}',
  owner_uid text,
  owner_kind text,
  owner_name text,
  content_hash bytea NOT NULL,
  version_number integer NOT NULL DEFAULT 1,
  first_seen_at timestamptz NOT NULL,
  last_changed_at timestamptz NOT NULL,
  deleted_at timestamptz,
  -- Content last judged by all policies that apply; differs from content_hash while evaluation is pending.
  evaluated_hash bytea,
  evaluated_at timestamptz,
  -- Policies that gave a verdict (passed or violating) on the evaluated content.
  judged uuid[] NOT NULL DEFAULT '{}',
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, cluster_id, uid),
  FOREIGN KEY (organization_id, cluster_id) REFERENCES clusters (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, content_hash) REFERENCES contents (organization_id, hash)
);
CREATE INDEX entities_kind ON entities (organization_id, cluster_id, api_group, kind, id) WHERE deleted_at IS NULL;
CREATE INDEX entities_browse ON entities (organization_id, kind, namespace, name, id) WHERE deleted_at IS NULL;
CREATE INDEX entities_owner ON entities (organization_id, cluster_id, owner_uid) WHERE owner_uid IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX entities_pending ON entities (organization_id, cluster_id) WHERE deleted_at IS NULL AND evaluated_hash IS DISTINCT FROM content_hash;

CREATE TABLE entity_versions (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  entity_id uuid NOT NULL,
  number integer NOT NULL,
  content_hash bytea NOT NULL,
  manager text,
  valid_from timestamptz NOT NULL,
  valid_to timestamptz,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, entity_id, number),
  FOREIGN KEY (organization_id, entity_id) REFERENCES entities (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, content_hash) REFERENCES contents (organization_id, hash)
);

-- ── templates and policies ────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE templates (
  organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  key text NOT NULL,
  latest_version integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, key)
);

-- Immutable once written; a trigger below refuses updates.
CREATE TABLE template_versions (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  template_id uuid NOT NULL,
  version integer NOT NULL,
  title text NOT NULL,
  summary text NOT NULL,
  why text NOT NULL,
  how text NOT NULL,
  severity text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low')),
  category text NOT NULL,
  standards jsonb NOT NULL,
  modules jsonb NOT NULL,
  rego_version text NOT NULL CHECK (rego_version IN ('v0', 'v1')),
  -- json, not jsonb: the form follows the order in which the author wrote the parameters.
  parameters json NOT NULL,
  targets jsonb NOT NULL,
  inventory jsonb NOT NULL,
  -- Content address of the compiled unit.
  unit_digest text NOT NULL,
  -- Hash of everything above: the library loader publishes a new version only where it differs.
  content_digest text NOT NULL,
  published_at timestamptz NOT NULL DEFAULT now(),
  published_by text NOT NULL,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, template_id, version),
  FOREIGN KEY (organization_id, template_id) REFERENCES templates (organization_id, id) ON DELETE CASCADE
);

CREATE TABLE compiled_units (
  organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  digest text NOT NULL,
  entrypoint text NOT NULL,
  wasm bytea NOT NULL,
  reads_review boolean NOT NULL,
  reads_inventory boolean NOT NULL,
  PRIMARY KEY (organization_id, digest)
);

CREATE TABLE policies (
  organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  name text NOT NULL,
  enabled boolean NOT NULL,
  -- Either the organization itself or the library's.
  template_organization_id uuid NOT NULL,
  template_id uuid NOT NULL,
  version integer NOT NULL,
  current_version_id uuid NOT NULL,
  -- The version that a completed fan-out has judged everywhere; differs from current while results are pending.
  evaluated_version_id uuid,
  sample boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, name),
  CHECK (template_organization_id IN (organization_id, edict_library_organization())),
  FOREIGN KEY (template_organization_id, template_id) REFERENCES templates (organization_id, id)
);

CREATE TABLE policy_versions (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  policy_id uuid NOT NULL,
  version integer NOT NULL,
  template_organization_id uuid NOT NULL,
  template_version_id uuid NOT NULL,
  parameters jsonb NOT NULL,
  targets jsonb NOT NULL,
  severity text NOT NULL CHECK (severity IN ('critical', 'high', 'medium', 'low')),
  mode text NOT NULL CHECK (mode IN ('audit', 'warn', 'enforce')),
  change text NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, policy_id, version),
  CHECK (template_organization_id IN (organization_id, edict_library_organization())),
  FOREIGN KEY (organization_id, policy_id) REFERENCES policies (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (template_organization_id, template_version_id) REFERENCES template_versions (organization_id, id)
);

-- Checked, violating and failed entities of a policy in a cluster; written in the transaction that writes the verdicts.
CREATE TABLE policy_counters (
  organization_id uuid NOT NULL,
  policy_id uuid NOT NULL,
  cluster_id uuid NOT NULL,
  checked integer NOT NULL DEFAULT 0,
  violating integer NOT NULL DEFAULT 0,
  errors integer NOT NULL DEFAULT 0,
  PRIMARY KEY (organization_id, policy_id, cluster_id),
  FOREIGN KEY (organization_id, policy_id) REFERENCES policies (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, cluster_id) REFERENCES clusters (organization_id, id) ON DELETE CASCADE
);

-- An evaluation that gave no verdict is a visible row, never silence.
CREATE TABLE evaluation_errors (
  organization_id uuid NOT NULL,
  policy_id uuid NOT NULL,
  entity_id uuid NOT NULL,
  cluster_id uuid NOT NULL,
  policy_version_id uuid NOT NULL,
  code text NOT NULL,
  message text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, policy_id, entity_id),
  FOREIGN KEY (organization_id, policy_id) REFERENCES policies (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, entity_id) REFERENCES entities (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX evaluation_errors_entity ON evaluation_errors (organization_id, entity_id);

-- ── violations ────────────────────────────────────────────────────────────────────────────────────────────────────────

-- The first occurrence is repeated here, so that a page of the list is one index scan.
CREATE TABLE violations (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  number bigint NOT NULL,
  policy_id uuid NOT NULL,
  policy_version_id uuid NOT NULL,
  cluster_id uuid NOT NULL,
  entity_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'resolved', 'excepted')),
  resolution text,
  -- 0 critical, 1 high, 2 medium, 3 low
  severity_rank smallint NOT NULL,
  api_group text NOT NULL,
  kind text NOT NULL,
  namespace text,
  name text NOT NULL,
  message text NOT NULL,
  pointer text,
  path text,
  stable_path text,
  found jsonb,
  recommended jsonb,
  occurrence_count integer NOT NULL,
  fix text NOT NULL CHECK (fix IN ('proven', 'unproven', 'guidance')),
  entity_hash bytea NOT NULL,
  -- What the row and its occurrences say, hashed: an evaluation that says the same writes nothing.
  fingerprint text NOT NULL,
  opened_at timestamptz NOT NULL,
  first_seen_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  resolved_at timestamptz,
  reopened_count integer NOT NULL DEFAULT 0,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, policy_id, entity_id),
  UNIQUE (organization_id, number),
  FOREIGN KEY (organization_id, policy_id) REFERENCES policies (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, entity_id) REFERENCES entities (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, cluster_id) REFERENCES clusters (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX violations_severity ON violations (organization_id, state, severity_rank, opened_at DESC, id DESC);
CREATE INDEX violations_newest ON violations (organization_id, state, opened_at DESC, id DESC);
CREATE INDEX violations_cluster ON violations (organization_id, cluster_id, state, severity_rank);
CREATE INDEX violations_entity ON violations (organization_id, entity_id);

CREATE TABLE occurrences (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  violation_id uuid NOT NULL,
  -- Stable path, or the message where there is no path; a repeated one is numbered.
  key text NOT NULL,
  position integer NOT NULL,
  message text NOT NULL,
  violating_key text,
  pointer text,
  path text,
  stable_path text,
  found jsonb,
  recommended jsonb,
  remove boolean NOT NULL DEFAULT false,
  details jsonb NOT NULL,
  fix text NOT NULL CHECK (fix IN ('proven', 'unproven', 'guidance')),
  first_seen_at timestamptz NOT NULL,
  PRIMARY KEY (organization_id, id),
  UNIQUE (organization_id, violation_id, key),
  FOREIGN KEY (organization_id, violation_id) REFERENCES violations (organization_id, id) ON DELETE CASCADE
);

CREATE TABLE violation_events (
  organization_id uuid NOT NULL,
  id uuid NOT NULL,
  violation_id uuid NOT NULL,
  at timestamptz NOT NULL,
  type text NOT NULL CHECK (type IN ('opened', 'resolved', 'reopened', 'changed')),
  resolution text,
  severity_rank smallint NOT NULL,
  policy_version_id uuid NOT NULL,
  entity_version integer,
  manager text,
  PRIMARY KEY (organization_id, id),
  FOREIGN KEY (organization_id, violation_id) REFERENCES violations (organization_id, id) ON DELETE CASCADE
);
CREATE INDEX violation_events_violation ON violation_events (organization_id, violation_id, at);
CREATE INDEX violation_events_at ON violation_events (organization_id, at DESC);

-- ── immutability ──────────────────────────────────────────────────────────────────────────────────────────────────────

CREATE FUNCTION edict_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER immutable BEFORE UPDATE ON template_versions FOR EACH ROW EXECUTE FUNCTION edict_refuse_change();
CREATE TRIGGER immutable BEFORE UPDATE ON policy_versions FOR EACH ROW EXECUTE FUNCTION edict_refuse_change();
CREATE TRIGGER immutable BEFORE UPDATE ON contents FOR EACH ROW EXECUTE FUNCTION edict_refuse_change();
CREATE TRIGGER immutable BEFORE UPDATE ON audit_entries FOR EACH ROW EXECUTE FUNCTION edict_refuse_change();

-- ── row level security ────────────────────────────────────────────────────────────────────────────────────────────────

CREATE FUNCTION edict_protect(target regclass, library_readable boolean DEFAULT false) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  readable text := CASE WHEN library_readable
    THEN 'organization_id IN (edict_organization(), edict_library_organization())'
    ELSE 'organization_id = edict_organization()' END;
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY tenant_read ON %s FOR SELECT TO edict_app USING (%s)', target, readable);
  EXECUTE format('CREATE POLICY tenant_insert ON %s FOR INSERT TO edict_app WITH CHECK (organization_id = edict_organization())', target);
  EXECUTE format('CREATE POLICY tenant_update ON %s FOR UPDATE TO edict_app USING (organization_id = edict_organization()) WITH CHECK (organization_id = edict_organization())', target);
  EXECUTE format('CREATE POLICY tenant_delete ON %s FOR DELETE TO edict_app USING (organization_id = edict_organization())', target);
  EXECUTE format('CREATE POLICY system_all ON %s FOR ALL TO edict_system USING (true) WITH CHECK (true)', target);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO edict_app, edict_system', target);
END $$;

SELECT edict_protect(t) FROM unnest(ARRAY[
  'memberships', 'audit_entries', 'clusters', 'install_tokens', 'agent_credentials', 'kind_syncs', 'contents', 'entities',
  'entity_versions', 'policies', 'policy_versions', 'policy_counters', 'evaluation_errors', 'violations', 'occurrences',
  'violation_events']::regclass[]) AS t;
SELECT edict_protect(t, true) FROM unnest(ARRAY['templates', 'template_versions', 'compiled_units']::regclass[]) AS t;
REVOKE UPDATE, DELETE ON audit_entries FROM edict_app, edict_system;

ALTER TABLE organizations ENABLE ROW LEVEL SECURITY;
ALTER TABLE organizations FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant ON organizations TO edict_app USING (id = edict_organization()) WITH CHECK (id = edict_organization());
CREATE POLICY system_all ON organizations TO edict_system USING (true) WITH CHECK (true);
GRANT SELECT, UPDATE ON organizations TO edict_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON organizations, users, rate_limits TO edict_system;

-- Members of the organization of the transaction; the password hash is out of reach.
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE users FORCE ROW LEVEL SECURITY;
CREATE POLICY members ON users FOR SELECT TO edict_app
  USING (EXISTS (SELECT 1 FROM memberships m WHERE m.user_id = users.id AND m.organization_id = edict_organization()));
CREATE POLICY system_all ON users TO edict_system USING (true) WITH CHECK (true);
GRANT SELECT (id, email, name, session_version, created_at) ON users TO edict_app;

-- ── jobs ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- The one door from a request to the queue. The organization of a job is that of the transaction, whatever the payload says.
CREATE FUNCTION edict_enqueue(identifier text, payload jsonb, job_key text, queue_name text, priority integer, run_after_ms integer)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF edict_organization() IS NULL THEN
    RAISE EXCEPTION 'a job needs app.organization';
  END IF;
  PERFORM graphile_worker.add_job(
    identifier,
    payload := (payload || jsonb_build_object('organizationId', edict_organization()))::json,
    queue_name := queue_name,
    run_at := now() + make_interval(secs => run_after_ms / 1000.0),
    max_attempts := 10,
    job_key := CASE WHEN job_key IS NULL THEN NULL ELSE edict_organization() || ':' || job_key END,
    priority := priority);
END $$;
REVOKE ALL ON FUNCTION edict_enqueue(text, jsonb, text, text, integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION edict_enqueue(text, jsonb, text, text, integer, integer) TO edict_app;
GRANT USAGE ON SCHEMA public TO edict_app, edict_system;
