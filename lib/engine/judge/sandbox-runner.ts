import type { BuiltinContext } from "../builtins/operands";
import { EvaluationFailure } from "../sandbox/failure";
import type { Address } from "../sandbox/address";
import type { SandboxModule } from "../sandbox/open-module";
import { Sandbox, type SandboxLimits } from "../sandbox/sandbox";
import type { Outcome } from "../types";
import { readOutcome } from "./occurrences";
import type { Runner } from "./runner";

/** Garbage that may pile up behind the data before it is swept: small enough to stay in a core's cache. */
const GARBAGE_BYTES_MAX = 512 * 1024;
const NO_DATA = "{}";

/**
 * Evaluates the units of one module in the sandbox. An object is parsed once and all policies of the module run on it;
 * garbage is swept between objects. After an evaluation fails, the next one gets a fresh instance.
 */
export class SandboxRunner implements Runner {
  readonly openMax = { entities: 1, characters: 0 };
  private sandbox: Sandbox | null = null;
  private parametersPath: Address = 0;
  private data: Address = 0;
  private dataText = NO_DATA;
  private firstMark: Address = 0;
  private objectMark: Address = 0;
  private object: { readonly json: string; readonly suffix: string; readonly address: Address } | null = null;
  private ctx: BuiltinContext = { nowNs: "0", memo: new Map(), notes: [], strictErrors: false };

  constructor(
    private readonly module: SandboxModule,
    private readonly limits: SandboxLimits,
  ) {}

  /** Bytes that the runner holds between batches. */
  get memoryBytes(): number {
    return this.sandbox?.memoryBytes ?? 0;
  }

  /** Sets what `data` is from now on: JSON text of an object. */
  useData(text: string): void {
    if (text === this.dataText) return;
    this.dataText = text;
    this.object = null;
    this.data = 0;
  }

  judge(
    entrypoint: string,
    entityJson: string,
    suffix: string,
    parametersJson: string,
    ctx: BuiltinContext,
  ): Outcome {
    return readOutcome(this.evaluate(entrypoint, entityJson, suffix, parametersJson, ctx));
  }

  /**
   * Evaluates a rule.
   *
   * @param entrypoint path of the rule: `a/b/violation`
   * @param entityJson JSON text of the entity
   * @param suffix what to add before its closing brace (`input.review`), or ""
   * @param parametersJson JSON text of `input.parameters`
   * @returns OPA's text `{{"result": …}}`
   * @throws anything; `toFailure` makes sense of it
   */
  evaluate(
    entrypoint: string,
    entityJson: string,
    suffix: string,
    parametersJson: string,
    ctx: BuiltinContext,
  ): string {
    this.ctx = ctx;
    try {
      const sandbox = this.openSandbox();
      const input = this.openObject(sandbox, entityJson, suffix);
      sandbox.setField(input, this.parametersPath, sandbox.parseJson(parametersJson));
      return sandbox.evaluate(sandbox.entrypointId(entrypoint), input, this.data);
    } catch (cause) {
      this.discard();
      throw cause;
    }
  }

  /** Gives the memory back. The runner can go on. */
  discard(): void {
    this.sandbox = null;
    this.object = null;
    this.data = 0;
  }

  private openSandbox(): Sandbox {
    let sandbox = this.sandbox;
    if (sandbox === null) {
      sandbox = new Sandbox(this.module, this.limits, () => this.ctx);
      this.parametersPath = sandbox.parseJson('["parameters"]');
      this.firstMark = sandbox.heapMark();
      this.sandbox = sandbox;
    }
    if (this.data === 0) {
      sandbox.heapReset(this.firstMark);
      this.data = sandbox.parseJson(this.dataText);
      this.objectMark = sandbox.heapMark();
    }
    return sandbox;
  }

  private openObject(sandbox: Sandbox, entityJson: string, suffix: string): Address {
    const isFull = sandbox.heapMark() - this.objectMark > GARBAGE_BYTES_MAX;
    if (this.object?.json === entityJson && this.object.suffix === suffix && !isFull)
      return this.object.address;
    if (!entityJson.startsWith("{") || !entityJson.endsWith("}")) {
      throw new EvaluationFailure("invalid_input", "The entity is not a JSON object.");
    }
    if (isFull) sandbox.heapReset(this.objectMark);
    const address =
      suffix === "" ? sandbox.parseJson(entityJson) : sandbox.parseJson(entityJson.slice(0, -1), suffix, "}");
    this.object = { json: entityJson, suffix, address };
    return address;
  }
}
