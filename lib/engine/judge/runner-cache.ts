import type { SandboxLimits } from "../sandbox/sandbox";
import { UnitRunner, type LoadedUnit } from "./unit-runner";

const RUNNERS_MAX = 128;
/** Memory that one idle runner may keep. */
const IDLE_BYTES_MAX = 4 * 1024 * 1024;

/** The runners of one thread, least recently used first out. */
export class RunnerCache {
  private readonly runners = new Map<string, UnitRunner>();

  constructor(private readonly limits: SandboxLimits) {}

  get(unit: LoadedUnit): UnitRunner {
    const runner = this.runners.get(unit.digest) ?? new UnitRunner(unit, this.limits);
    this.runners.delete(unit.digest);
    this.runners.set(unit.digest, runner);
    if (this.runners.size > RUNNERS_MAX) {
      const [oldest] = this.runners.keys();
      if (oldest !== undefined) this.runners.delete(oldest);
    }
    return runner;
  }

  /** Called when a chunk is done with a runner: memory that has grown is given back. */
  release(runner: UnitRunner): void {
    if (runner.memoryBytes > IDLE_BYTES_MAX) runner.discard();
  }
}
