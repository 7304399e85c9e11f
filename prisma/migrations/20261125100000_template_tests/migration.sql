-- An own template's tests belong to the version that passed them. json, not jsonb: objects and values stay as their author wrote them.
ALTER TABLE template_versions ADD COLUMN tests json NOT NULL DEFAULT '[]';
