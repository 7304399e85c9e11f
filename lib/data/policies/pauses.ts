/** Joins `policies p` and `policy_pauses x`: the pause of a policy's current version. One of an earlier version holds no more. */
export const pauseOfCurrentVersion =
  "x.organization_id = p.organization_id AND x.policy_id = p.id AND x.policy_version_id = p.current_version_id";
