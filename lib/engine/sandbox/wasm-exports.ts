type WasmFunction = (...operands: number[]) => number;

/** The functions of OPA's Wasm ABI that the driver calls. Addresses and sizes are numbers of bytes. */
export interface OpaExports {
  readonly opa_malloc: WasmFunction;
  readonly opa_free: WasmFunction;
  readonly opa_json_parse: WasmFunction;
  readonly opa_value_parse: WasmFunction;
  readonly opa_json_dump: WasmFunction;
  readonly opa_value_dump: WasmFunction;
  readonly opa_value_add_path: WasmFunction;
  readonly opa_heap_ptr_get: WasmFunction;
  readonly opa_heap_ptr_set: WasmFunction;
  readonly opa_eval_ctx_new: WasmFunction;
  readonly opa_eval_ctx_set_input: WasmFunction;
  readonly opa_eval_ctx_set_data: WasmFunction;
  readonly opa_eval_ctx_set_entrypoint: WasmFunction;
  readonly opa_eval_ctx_get_result: WasmFunction;
  readonly eval: WasmFunction;
  readonly builtins: WasmFunction;
  readonly entrypoints: WasmFunction;
}

const names = [
  "opa_malloc",
  "opa_free",
  "opa_json_parse",
  "opa_value_parse",
  "opa_json_dump",
  "opa_value_dump",
  "opa_value_add_path",
  "opa_heap_ptr_get",
  "opa_heap_ptr_set",
  "opa_eval_ctx_new",
  "opa_eval_ctx_set_input",
  "opa_eval_ctx_set_data",
  "opa_eval_ctx_set_entrypoint",
  "opa_eval_ctx_get_result",
  "eval",
  "builtins",
  "entrypoints",
] as const satisfies readonly (keyof OpaExports)[];

/**
 * Checks that a module speaks ABI 1.2 or a later 1.x, and that it has every function above.
 *
 * @throws when it does not.
 */
export function checkExports(exports: WebAssembly.Exports): OpaExports {
  const major = globalValue(exports.opa_wasm_abi_version);
  const minor = globalValue(exports.opa_wasm_abi_minor_version);
  if (major !== 1 || minor < 2)
    throw new Error(`The Wasm module speaks ABI ${major}.${minor}; 1.2 or later is needed`);
  for (const name of names) {
    if (typeof exports[name] !== "function") throw new Error(`The Wasm module lacks ${name}`);
  }
  return asOpaExports(exports);
}

/** The loop above has seen that every name is a function; the ABI says that all take and return 32-bit integers. */
function asOpaExports(exports: WebAssembly.Exports): OpaExports {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- guaranteed by checkExports
  return exports as unknown as OpaExports;
}

function globalValue(value: WebAssembly.ExportValue | undefined): number {
  return value instanceof WebAssembly.Global ? Number(value.value) : -1;
}
