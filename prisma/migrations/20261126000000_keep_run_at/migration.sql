-- A waiting job that says the same may keep its time: changes that follow each other faster than its delay would put it off
-- for as long as they come.
DROP FUNCTION edict_enqueue(text, jsonb, text, text, integer, integer);
CREATE FUNCTION edict_enqueue(
  identifier text, payload jsonb, job_key text, queue_name text, priority integer, run_after_ms integer,
  keep_run_at boolean DEFAULT false)
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
    priority := priority,
    job_key_mode := CASE WHEN keep_run_at THEN 'preserve_run_at' ELSE 'replace' END);
END $$;
REVOKE ALL ON FUNCTION edict_enqueue(text, jsonb, text, text, integer, integer, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION edict_enqueue(text, jsonb, text, text, integer, integer, boolean) TO edict_app;
