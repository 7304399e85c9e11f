import type { BuiltinContext } from "../builtins/operands";
import { BuiltinLimit, type Value } from "../builtins/value";
import { encodeValue } from "../builtins/value-text";
import { withWholeCharacters } from "../json-text";
import type { Address } from "./address";
import { createDispatch } from "./dispatch";
import { EvaluationFailure, OpaAbort } from "./failure";
import type { SandboxModule } from "./open-module";
import { ValueReader } from "./value-reader";
import { checkExports, type OpaExports } from "./wasm-exports";
import { WasmMemory } from "./wasm-memory";

export interface SandboxLimits {
  /** Cap on the module's memory, in pages of 64 KiB. */
  readonly memoryPagesMax: number;
  /** Cap on the JSON text of one result. */
  readonly resultBytesMax: number;
}

const INITIAL_PAGES_SPARE = 4;
/** An entity has at most 3 MiB; the module prints it with spaces. */
const OPERAND_BYTES_MAX = 4 * 1024 * 1024;
const ABORT_TEXT_BYTES_MAX = 4096;
/** A value of each kind that is read where it lies. */
const LAYOUT_PROBE = '["é",-7,1.5,null,[true]]';

/**
 * One instance of a compiled policy, driven by OPA's Wasm ABI. After anything has been thrown through it, its stack is
 * undefined: throw it away.
 */
export class Sandbox {
  private readonly exports: OpaExports;
  private readonly memory: WasmMemory;
  private readonly values: ValueReader;
  private readonly trueValue: Address;
  private readonly falseValue: Address;
  private readonly evalContext: Address;
  private readonly entrypointIds: ReadonlyMap<string, number>;

  constructor(
    { module, memoryPagesMin }: SandboxModule,
    private readonly limits: SandboxLimits,
    builtinContext: () => BuiltinContext,
  ) {
    if (memoryPagesMin > limits.memoryPagesMax) {
      throw new EvaluationFailure(
        "memory_limit",
        "The compiled template needs more memory than an evaluation may have.",
      );
    }
    const initial = Math.min(memoryPagesMin + INITIAL_PAGES_SPARE, limits.memoryPagesMax);
    const memory = new WebAssembly.Memory({ initial, maximum: limits.memoryPagesMax });
    this.memory = new WasmMemory(memory);
    this.values = new ValueReader(this.memory, (address) => this.dumpOperand(address));
    const instance = new WebAssembly.Instance(module, {
      env: {
        memory,
        opa_abort: (address: Address) => {
          throw new OpaAbort(this.memory.read(address, ABORT_TEXT_BYTES_MAX) ?? "aborted");
        },
        opa_println: () => 0,
        ...createDispatch(this, builtinContext),
      },
    });
    this.exports = checkExports(instance.exports);
    this.checkLayout();
    this.trueValue = this.parseValue("true");
    this.falseValue = this.parseValue("false");
    this.entrypointIds = this.readIds(this.exports.entrypoints());
    this.evalContext = this.exports.opa_eval_ctx_new();
  }

  /** Bytes of memory that the instance holds. */
  get memoryBytes(): number {
    return this.memory.byteLength;
  }

  /** Built-ins that the module calls on the host: name → id. */
  builtinIds(): ReadonlyMap<string, number> {
    return this.readIds(this.exports.builtins());
  }

  /** The id of an entry point such as `a/b/violation`. */
  entrypointId(path: string): number {
    const id = this.entrypointIds.get(path);
    if (id === undefined)
      throw new EvaluationFailure("eval_internal_error", `The module has no entry point ${path}.`);
    return id;
  }

  heapMark(): Address {
    return this.exports.opa_heap_ptr_get();
  }

  /** Frees everything that was made after the mark. */
  heapReset(mark: Address): void {
    this.exports.opa_heap_ptr_set(mark);
  }

  /** A JSON text that may come in parts, as a value. The module takes some texts that are no JSON: check what is a stranger's. */
  parseJson(...parts: readonly string[]): Address {
    return this.parse(this.exports.opa_json_parse, parts.map(withWholeCharacters));
  }

  /** A value in OPA's own text form, in which sets exist. */
  parseValue(text: string): Address {
    return this.parse(this.exports.opa_value_parse, [text]);
  }

  /** Puts `value` under a key of an object. The value that was there before is freed. */
  setField(object: Address, path: Address, value: Address): void {
    const code = this.exports.opa_value_add_path(object, path, value);
    if (code !== 0)
      throw new EvaluationFailure(
        "eval_internal_error",
        `A value could not be placed in the input (${code}).`,
      );
  }

  /** @throws BuiltinLimit where the value is larger than a built-in may be given */
  readValue(address: Address): Value {
    return this.values.read(address);
  }

  /** A constant of the module. */
  booleanValue(value: boolean): Address {
    return value ? this.trueValue : this.falseValue;
  }

  /** A value in OPA's own text form. */
  dumpValue(value: Address): string {
    const text = this.exports.opa_value_dump(value);
    const read = this.readText(text);
    this.exports.opa_free(text);
    return read;
  }

  /** The same for an object or a set that a built-in is given: it may be a whole entity. */
  private dumpOperand(value: Address): string {
    const text = this.exports.opa_value_dump(value);
    const read = this.memory.read(text, OPERAND_BYTES_MAX);
    this.exports.opa_free(text);
    if (read === null)
      throw new BuiltinLimit(
        `A built-in would be given an object or a set of more than ${OPERAND_BYTES_MAX} bytes.`,
      );
    return read;
  }

  /** Evaluates an entry point. The answer is OPA's own text: `{{"result": …}}`, or `set()` where it is undefined. */
  evaluate(entrypointId: number, input: Address, data: Address): string {
    const { exports, evalContext } = this;
    exports.opa_eval_ctx_set_input(evalContext, input);
    exports.opa_eval_ctx_set_data(evalContext, data);
    exports.opa_eval_ctx_set_entrypoint(evalContext, entrypointId);
    const status = exports.eval(evalContext);
    if (status !== 0)
      throw new EvaluationFailure("eval_internal_error", `The module answered with status ${status}.`);
    return this.dumpValue(exports.opa_eval_ctx_get_result(evalContext));
  }

  private checkLayout(): void {
    const read = this.readValue(this.parseValue(LAYOUT_PROBE));
    if (encodeValue(read) !== LAYOUT_PROBE)
      throw new Error("The Wasm module lays out its values in another way than this version of OPA");
  }

  private readText(address: Address): string {
    const text = address === 0 ? null : this.memory.read(address, this.limits.resultBytesMax);
    if (text === null) {
      throw new EvaluationFailure(
        "result_limit",
        `A result is larger than the ${this.limits.resultBytesMax} bytes it may have.`,
      );
    }
    return text;
  }

  private parse(parser: (address: Address, length: number) => Address, parts: readonly string[]): Address {
    const text = parts.length === 1 ? (parts[0] ?? "") : parts.join("");
    const length = Buffer.byteLength(text);
    const raw = this.exports.opa_malloc(length);
    this.memory.write(raw, text);
    const value = parser(raw, length);
    this.exports.opa_free(raw);
    if (value === 0) throw new EvaluationFailure("invalid_input", "The input is not valid JSON.");
    return value;
  }

  private readIds(value: Address): ReadonlyMap<string, number> {
    const ids: unknown = JSON.parse(this.dumpJson(value));
    const entries = typeof ids === "object" && ids !== null ? Object.entries(ids) : [];
    return new Map(entries.map(([name, id]) => [name, Number(id)]));
  }

  private dumpJson(value: Address): string {
    const text = this.exports.opa_json_dump(value);
    const read = this.readText(text);
    this.exports.opa_free(text);
    return read;
  }
}
