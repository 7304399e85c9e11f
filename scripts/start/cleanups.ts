type Cleanup = () => Promise<void>;

/** What has to be undone, last first. Something that starts only after the end was decided is undone at once. */
export class Cleanups {
  private readonly pending: Cleanup[] = [];
  private running: Promise<void> | undefined;

  async add(cleanup: Cleanup): Promise<void> {
    if (this.running === undefined) this.pending.push(cleanup);
    else await cleanup();
  }

  /** Undoes everything, once. One that fails does not keep the others from being undone. */
  run(): Promise<void> {
    return (this.running ??= this.undo());
  }

  private async undo(): Promise<void> {
    for (let cleanup = this.pending.pop(); cleanup !== undefined; cleanup = this.pending.pop()) {
      try {
        await cleanup();
      } catch (error) {
        console.error(error instanceof Error ? error.message : String(error));
      }
    }
  }
}
