import { decodeValue } from "../builtins/value-text";
import { ITEMS_MAX, TEXT_MAX } from "../builtins/operands";
import { BuiltinLimit, numberFromText, type Value } from "../builtins/value";
import type { Address } from "./address";
import type { WasmMemory } from "./wasm-memory";

/** Types of OPA's values, in the first byte of each. An interned value is a constant of the module. */
const NULL = 1;
const BOOLEAN = 2;
const NUMBER = 3;
const STRING = 4;
const ARRAY = 5;
const STRING_INTERNED = 8;
const BOOLEAN_INTERNED = 9;

/** A number is a 64-bit integer or the text it was written as. */
const NUMBER_IS_INTEGER = 1;
const NUMBER_IS_TEXT = 2;

const ITEM_BYTES = 8;
/** What one item of a list counts, in bytes of text: lists that share their items can be far larger than they look. */
const ITEM_COST = TEXT_MAX / ITEMS_MAX;
const INTEGER_HALF = 0x1_0000_0000;

/**
 * Reads values where they lie in a module's memory: its library lays them out in the same way in every module of a
 * version of OPA. Objects and sets are read as texts.
 */
export class ValueReader {
  private readonly constants = new Map<Address, string>();
  private budget = 0;

  constructor(
    private readonly memory: WasmMemory,
    private readonly dump: (address: Address) => string,
  ) {}

  /** @throws BuiltinLimit where the value is larger than a built-in may be given */
  read(address: Address): Value {
    this.budget = TEXT_MAX;
    return this.value(address);
  }

  private value(address: Address): Value {
    const { memory } = this;
    switch (memory.byte(address)) {
      case STRING:
        return this.text(address);
      case STRING_INTERNED:
        return this.constant(address);
      case NULL:
        return null;
      case BOOLEAN:
      case BOOLEAN_INTERNED:
        return memory.byte(address + 1) !== 0;
      case NUMBER:
        return this.number(address);
      case ARRAY:
        return this.array(address);
      default:
        return decodeValue(this.dump(address));
    }
  }

  private constant(address: Address): string {
    let text = this.constants.get(address);
    if (text === undefined) {
      text = this.text(address);
      this.constants.set(address, text);
    }
    return text;
  }

  private text(address: Address): string {
    const length = this.memory.word(address + 4);
    this.spend(length);
    return this.memory.text(this.memory.word(address + 8), length);
  }

  private number(address: Address): Value {
    const { memory } = this;
    const [low, high] = [memory.word(address + 8), memory.word(address + 12)];
    const form = memory.byte(address + 1);
    if (form === NUMBER_IS_TEXT) return numberFromText(memory.text(low, high));
    const integer = (high | 0) * INTEGER_HALF + low;
    if (form === NUMBER_IS_INTEGER && Number.isSafeInteger(integer)) return integer;
    return decodeValue(this.dump(address));
  }

  private array(address: Address): Value[] {
    const { memory } = this;
    const length = memory.word(address + 8);
    this.spend(length * ITEM_COST);
    const items = memory.word(address + 4);
    const values: Value[] = [];
    for (let index = 0; index < length; index++)
      values.push(this.value(memory.word(items + index * ITEM_BYTES + 4)));
    return values;
  }

  private spend(bytes: number): void {
    this.budget -= bytes;
    if (this.budget < 0)
      throw new BuiltinLimit(
        `A built-in would be given more than ${TEXT_MAX} characters or ${ITEMS_MAX} items.`,
      );
  }
}
