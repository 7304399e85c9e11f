import { withHostFunctions } from "./host-functions";
import { hostFunctions, strictFunctions } from "./library-functions";
import { readImports } from "./module-imports";

/** A module that has been compiled to machine code, and the memory it asks for. */
export interface SandboxModule {
  readonly module: WebAssembly.Module;
  readonly memoryPagesMin: number;
}

/**
 * Makes ready what OPA's compiler made, for any number of sandboxes. What the host does better becomes calls of the host.
 *
 * @param strictErrors whether an error of a built-in shall end an evaluation: then all built-ins are the host's
 * @throws where the bytes are no Wasm module
 */
export async function openModule(wasm: Uint8Array, strictErrors = false): Promise<SandboxModule> {
  const { memoryPagesMin } = readImports(wasm);
  const module = await WebAssembly.compile(
    withHostFunctions(wasm, strictErrors ? strictFunctions : hostFunctions),
  );
  return { module, memoryPagesMin };
}
