import { ScopeEnded, withScope } from "./scope";

/**
 * Runs tasks side by side in one scope. The first to settle decides the outcome; the others are aborted and waited for,
 * so that nothing of them still runs when this resolves.
 */
export function together<T>(
  parent: AbortSignal,
  ...tasks: ((signal: AbortSignal) => Promise<T>)[]
): Promise<T> {
  return withScope(parent, async (signal, abort) => {
    const running = tasks.map((task) => task(signal));
    try {
      return await Promise.race(running);
    } finally {
      abort(new ScopeEnded());
      await Promise.allSettled(running);
    }
  });
}
