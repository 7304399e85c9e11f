import { hostFunctions, withHostFunctions } from "./host-functions";
import { readImports } from "./module-imports";

/** A module that has been compiled to machine code, and the memory it asks for. */
export interface SandboxModule {
  readonly module: WebAssembly.Module;
  readonly memoryPagesMin: number;
}

/**
 * Makes ready what OPA's compiler made, for any number of sandboxes. Its regular expressions become calls of the host.
 *
 * @throws where the bytes are no Wasm module
 */
export async function openModule(wasm: Uint8Array): Promise<SandboxModule> {
  const { memoryPagesMin } = readImports(wasm);
  const module = await WebAssembly.compile(withHostFunctions(wasm, hostFunctions));
  return { module, memoryPagesMin };
}
