const intervalMs = 2000;

/** Says on stderr what goes on, every other second: nothing where all is done sooner. */
export class Progress {
  private readonly steps = new Map<symbol, { name: string; share: number | null }>();
  private readonly startedMs = performance.now();
  private readonly timer = setInterval(() => this.print(), intervalMs).unref();

  /** Does a piece of work. It may tell how far it is, from 0 to 1. */
  async step<T>(name: string, work: (tell: (share: number) => void) => Promise<T>): Promise<T> {
    const id = Symbol(name);
    this.steps.set(id, { name, share: null });
    try {
      return await work((share) => this.steps.set(id, { name, share }));
    } finally {
      this.steps.delete(id);
    }
  }

  end(): void {
    clearInterval(this.timer);
  }

  private print(): void {
    const seconds = Math.round((performance.now() - this.startedMs) / 1000);
    const steps = [...this.steps.values()].map(({ name, share }) =>
      share === null ? name : `${name} ${Math.floor(share * 100)} %`,
    );
    process.stderr.write(`${String(seconds).padStart(4)} s  ${steps.join(", ")}\n`);
  }
}
