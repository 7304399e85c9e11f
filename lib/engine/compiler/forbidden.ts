/** Built-ins that are never available, with the reason an author is told. */
const forbidden: ReadonlyMap<string, string> = new Map([
  [
    "http.send",
    "a rule may not reach the network: it judges only the entity, its parameters and the inventory",
  ],
  [
    "net.lookup_ip_addr",
    "a rule may not reach the network: it judges only the entity, its parameters and the inventory",
  ],
  ["opa.runtime", "a rule may not read the environment of the process that judges it"],
  ["rand.intn", "a rule must answer the same for the same entity, so it may not use random numbers"],
]);

/** The names of the built-ins that are forbidden whatever the engine implements. */
export function isForbiddenBuiltin(name: string): boolean {
  return forbidden.has(name);
}

/** One sentence on why the compiler refuses this built-in. */
export function refusalSentence(name: string): string {
  const reason = forbidden.get(name);
  if (reason !== undefined) return `The built-in ${name} is not allowed: ${reason}.`;
  return `The built-in ${name} is not supported by this engine; write the rule without it.`;
}
