import type { SandboxLimits } from "../sandbox/sandbox";
import type { LoadedModule } from "./loaded";
import type { Runner } from "./runner";
import { SandboxRunner } from "./sandbox-runner";

const RUNNERS_MAX = 128;
/** Memory that one idle runner may keep. */
const IDLE_BYTES_MAX = 4 * 1024 * 1024;

/** The runners of one thread, least recently used first out. */
export class RunnerCache {
  private readonly runners = new Map<string, Runner>();

  constructor(private readonly limits: SandboxLimits) {}

  get(module: LoadedModule): Runner {
    const runner = this.runners.get(module.digest) ?? new SandboxRunner(module, this.limits);
    this.runners.delete(module.digest);
    this.runners.set(module.digest, runner);
    if (this.runners.size > RUNNERS_MAX) {
      const [oldest] = this.runners.keys();
      if (oldest !== undefined) this.runners.delete(oldest);
    }
    return runner;
  }

  /** Called when a chunk is done with a runner: memory that has grown is given back. */
  release(runner: Runner): void {
    if (runner.memoryBytes > IDLE_BYTES_MAX) runner.discard();
  }
}
