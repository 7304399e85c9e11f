import { setTimeout as wait } from "node:timers/promises";

const pollMs = 50;

/**
 * Waits until the console answers its health check.
 * @param failed settles early when it never will
 * @throws Error with that sentence, or with the last answer when the time is over
 */
export async function untilHealthy(url: string, failed: Promise<string>, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let failure: string | undefined;
  void failed.then((message) => (failure = message));
  for (;;) {
    const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(30_000) }).then(
      async (response) =>
        response.ok ? undefined : `${response.status} ${(await response.text()).slice(0, 300)}`,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    if (answer === undefined) return;
    if (failure !== undefined) throw new Error(failure);
    if (Date.now() > deadline) {
      throw new Error(
        `The console did not become healthy in ${timeoutMs / 1000} s. Its last answer: ${answer}`,
      );
    }
    await wait(pollMs);
  }
}
