/**
 * What Node is told for the worker; docker-compose.yml has the same words. A young generation of the default's size goes
 * on growing for a million evaluations, to four times what gains any time. It holds for the judge threads too.
 */
export const workerNodeFlags: readonly string[] = ["--enable-source-maps", "--max-semi-space-size=16"];
