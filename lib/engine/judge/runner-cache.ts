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
  private readonly opened = new Map<string, OpenedModule>();

  constructor(private readonly limits: ThreadLimits) {}

  get(module: LoadedModule): Runner {
    const opened = this.opened.get(module.digest) ?? new OpenedModule(module, this.limits);
    this.opened.delete(module.digest);
    this.opened.set(module.digest, opened);
    if (this.opened.size > RUNNERS_MAX) {
      const [oldest] = this.opened.keys();
      if (oldest !== undefined) this.opened.delete(oldest);
    }
    return opened.runner(module);
  }

  /** Called when a chunk is done with a runner: memory that has grown is given back. */
  release(runner: Runner): void {
    if (runner.memoryBytes > IDLE_BYTES_MAX) runner.discard();
  }
}

/** The fast evaluator where the module has a plan that it runs, the sandbox for everything else. */
class OpenedModule {
  /** One for evaluations of either strictness: its code is the same. */
  private readonly fast: FastRunner | null;
  private readonly runners = new Map<boolean, Runner>();

  constructor(
    module: LoadedModule,
    private readonly limits: ThreadLimits,
  ) {
    const program = limits.evaluator === "sandbox" ? null : compilePlan(module);
    this.fast = program === null ? null : new FastRunner(program, limits);
  }

  runner(module: LoadedModule): Runner {
    const runner = this.runners.get(module.strictErrors) ?? this.open(module);
    this.runners.set(module.strictErrors, runner);
    return runner;
  }

  private open(module: LoadedModule): Runner {
    const { fast, limits } = this;
    if (fast !== null && limits.checkEvery === 0) return fast;
    const sandbox = new SandboxRunner(module, limits);
    return fast === null ? sandbox : new CheckedRunner(fast, sandbox, limits.checkEvery);
  }
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
