-- A compiled program may hold many templates: the built-in library is one.
CREATE TABLE compiled_modules (
  organization_id uuid NOT NULL REFERENCES organizations (id) ON DELETE CASCADE,
  digest text NOT NULL,
  wasm bytea NOT NULL,
  -- OPA's plan is run as JavaScript, so it is kept for Rego of the library only; what tenants write stays in the sandbox.
  plan text CHECK (plan IS NULL OR organization_id = edict_library_organization()),
  PRIMARY KEY (organization_id, digest)
);

INSERT INTO compiled_modules (organization_id, digest, wasm) SELECT organization_id, digest, wasm FROM compiled_units;

ALTER TABLE compiled_units ADD COLUMN module_digest text;
UPDATE compiled_units SET module_digest = digest;
ALTER TABLE compiled_units ALTER COLUMN module_digest SET NOT NULL;
ALTER TABLE compiled_units ADD FOREIGN KEY (organization_id, module_digest) REFERENCES compiled_modules (organization_id, digest);
ALTER TABLE compiled_units DROP COLUMN wasm;
CREATE INDEX compiled_units_module ON compiled_units (organization_id, module_digest);

SELECT edict_protect('compiled_modules'::regclass, true);
