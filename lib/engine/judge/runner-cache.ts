import { FastProgram, FastRefusal } from "../fast";
import { CheckedRunner } from "./checked-runner";
import { FastRunner } from "./fast-runner";
import type { LoadedModule } from "./loaded";
import type { ThreadLimits } from "./protocol";
import type { Runner } from "./runner";
import { SandboxRunner } from "./sandbox-runner";

const RUNNERS_MAX = 128;
/** Memory that one idle runner may keep. */
const IDLE_BYTES_MAX = 4 * 1024 * 1024;

/** The runners of one thread, least recently used first out. */
export class RunnerCache {
  private readonly runners = new Map<string, Runner>();

  constructor(private readonly limits: ThreadLimits) {}

  get(module: LoadedModule): Runner {
    const runner = this.runners.get(module.digest) ?? openRunner(module, this.limits);
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

/** The fast evaluator where the module has a plan that it runs, the sandbox for everything else. */
function openRunner(module: LoadedModule, limits: ThreadLimits): Runner {
  const sandbox = new SandboxRunner(module, limits);
  const program = limits.evaluator === "sandbox" ? null : compilePlan(module);
  if (program === null) return sandbox;
  const fast = new FastRunner(program, limits);
  return limits.checkEvery === 0 ? fast : new CheckedRunner(fast, sandbox, limits.checkEvery);
}

function compilePlan({ plan }: LoadedModule): FastProgram | null {
  if (plan === null) return null;
  try {
    // TextDecoder takes no shared memory.
    const program = FastProgram.compile(new TextDecoder().decode(new Uint8Array(plan).slice()));
    return program.missingBuiltins.length === 0 ? program : null;
  } catch (cause) {
    if (cause instanceof FastRefusal) return null;
    throw cause;
  }
}
