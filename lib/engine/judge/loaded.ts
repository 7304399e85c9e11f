import type { SandboxModule } from "../sandbox/open-module";

/** A module as a process holds it: compiled to machine code, which its threads share. */
export interface LoadedModule extends SandboxModule {
  readonly digest: string;
  /** Whether the sandbox's module asks the host for every built-in, so that an error of any can end an evaluation. */
  readonly strictErrors: boolean;
  /** UTF-8 bytes of OPA's plan, shared with the threads; null where only the sandbox may run the module. */
  readonly plan: SharedArrayBuffer | null;
}

/** A template in a module. */
export interface LoadedUnit {
  readonly digest: string;
  readonly entrypoint: string;
  readonly readsReview: boolean;
  readonly readsInventory: boolean;
  readonly module: LoadedModule;
}
