const insistAfterMs = 1_000;

/**
 * Settles at the first Ctrl-C, SIGTERM, SIGHUP or when the program that started this one is gone. A signal that comes
 * more than a second later ends the process at once: its exit handlers kill what it started.
 */
export function stopRequested(): Promise<undefined> {
  return new Promise((settle) => {
    let firstAt: number | undefined;
    // One Ctrl-C may arrive twice: from the terminal, and passed on by the program in between.
    const request = () => {
      if (firstAt !== undefined && Date.now() - firstAt > insistAfterMs) process.exit(130);
      firstAt ??= Date.now();
      settle(undefined);
    };
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, request);
    process.once("disconnect", request);
  });
}
