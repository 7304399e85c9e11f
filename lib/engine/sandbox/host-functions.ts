import { hostCall, shortcutOrHostCall, type CallTargets } from "./host-call-code";
import type { HostFunction } from "./library-functions";
import { readImports } from "./module-imports";
import { readSections, WasmFormatError, WasmReader, type WasmSection } from "./wasm-reader";

const TYPE_SECTION = 1;
const FUNCTION_SECTION = 3;
const CODE_SECTION = 10;
const CUSTOM_SECTION = 0;
const FUNCTION_NAMES = 1;

const FUNCTION_TYPE = 0x60;
const I32 = 0x7f;
const I64 = 0x7e;
const NOP = 0x01;
const END = 0x0b;
/** What OPA puts in the place of a function that nothing calls: no locals, `unreachable`, `end`. */
const UNUSED_BODY_BYTES = 3;

/** Functions of the library that a body may call. */
const NUMBER_INT = "opa_number_int";
const READ_INT = "opa_atoi64";
const SET_DIFF = "opa_set_diff";

/**
 * The module with the bodies of those functions replaced by calls of the host. Nothing else changes, no length either:
 * what a body no longer needs is filled with instructions that do nothing. A function that the module does not have, or
 * not exactly as expected, stays as it is.
 *
 * @throws WasmFormatError where the bytes are no module
 */
export function withHostFunctions(
  wasm: Uint8Array,
  functions: readonly HostFunction[],
): Uint8Array<ArrayBuffer> {
  const sections = readSections(wasm);
  const { functions: imported } = readImports(wasm);
  const types = readTypes(wasm, only(sections, TYPE_SECTION));
  const typeOf = [
    ...imported.map(({ type }) => types[type]),
    ...readNumbers(wasm, only(sections, FUNCTION_SECTION)).map((type) => types[type]),
  ];
  const wanted = new Set([...functions.map(({ name }) => name), NUMBER_INT, READ_INT, SET_DIFF]);
  const names = readFunctionNames(wasm, sections, wanted);
  const bodies = readBodies(wasm, only(sections, CODE_SECTION));
  /** The number of the one function that has this name and type. */
  const find = (name: string, type: string): number | null => {
    const [position, ...others] = names.get(name) ?? [];
    return position !== undefined && others.length === 0 && typeOf[position] === type ? position : null;
  };
  const findUsed = (name: string, type: string): number | null => {
    const position = find(name, type);
    const body = position === null ? undefined : bodies[position - imported.length];
    return body !== undefined && body.end - body.start > UNUSED_BODY_BYTES ? position : null;
  };
  const numberInt = findUsed(NUMBER_INT, `${I64}:${I32}`);
  const readInt = findUsed(READ_INT, signature(3));
  const setDiff = findUsed(SET_DIFF, signature(2));
  const patched = new Uint8Array(wasm);
  for (const one of functions) {
    const position = find(one.name, signature(one.operands));
    const host = imported.findIndex(({ name }) => name === `opa_builtin${one.operands}`);
    if (position === null || host < 0 || typeOf[host] !== signature(one.operands + 2)) continue;
    const body = bodies[position - imported.length];
    if (body === undefined) continue;
    const code = bodyOf(one, { host, numberInt, readInt, setDiff });
    const room = body.end - body.start - code.length;
    if (room < 1) continue;
    patched.fill(NOP, body.start, body.end);
    patched.set(code, body.start);
    patched[body.end - 1] = END;
  }
  return patched;
}

function bodyOf({ id, operands, shortcut }: HostFunction, targets: CallTargets): number[] {
  const short = shortcut === undefined ? null : shortcutOrHostCall(id, shortcut, targets);
  return short ?? hostCall(id, operands, targets);
}

/** A function of 32-bit integers, as a text. */
function signature(operands: number): string {
  return `${Array.from({ length: operands }, () => I32).join(",")}:${I32}`;
}

function only(sections: readonly WasmSection[], id: number): WasmSection {
  const [section, ...others] = sections.filter((candidate) => candidate.id === id);
  if (section === undefined || others.length > 0)
    throw new WasmFormatError(`The Wasm module has not one section ${id}`);
  return section;
}

function readTypes(wasm: Uint8Array, { start, end }: WasmSection): string[] {
  const reader = new WasmReader(wasm, start, end);
  const values = (): string => Array.from({ length: reader.unsigned() }, () => reader.byte()).join(",");
  return Array.from({ length: reader.unsigned() }, () => {
    if (reader.byte() !== FUNCTION_TYPE) throw new WasmFormatError("The Wasm module has an unknown type");
    return `${values()}:${values()}`;
  });
}

function readNumbers(wasm: Uint8Array, { start, end }: WasmSection): number[] {
  const reader = new WasmReader(wasm, start, end);
  return Array.from({ length: reader.unsigned() }, () => reader.unsigned());
}

/** Where each function's locals and code are, in the order of the functions that are no imports. */
function readBodies(wasm: Uint8Array, { start, end }: WasmSection): { start: number; end: number }[] {
  const reader = new WasmReader(wasm, start, end);
  return Array.from({ length: reader.unsigned() }, () => {
    const size = reader.unsigned();
    const begin = reader.position;
    reader.skip(size);
    return { start: begin, end: reader.position };
  });
}

/** The numbers of the functions that have these names. */
function readFunctionNames(
  wasm: Uint8Array,
  sections: readonly WasmSection[],
  wanted: ReadonlySet<string>,
): Map<string, number[]> {
  const found = new Map<string, number[]>();
  const sizes = new Set([...wanted].map((name) => name.length));
  for (const section of sections.filter(({ id }) => id === CUSTOM_SECTION)) {
    const reader = new WasmReader(wasm, section.start, section.end);
    if (reader.text() !== "name") continue;
    while (!reader.atEnd()) {
      const kind = reader.byte();
      const size = reader.unsigned();
      const start = reader.position;
      reader.skip(size);
      if (kind !== FUNCTION_NAMES) continue;
      const names = new WasmReader(wasm, start, reader.position);
      for (let count = names.unsigned(); count > 0; count--) {
        const position = names.unsigned();
        const name = names.textOfSize(sizes);
        if (name !== null && wanted.has(name)) found.set(name, [...(found.get(name) ?? []), position]);
      }
    }
  }
  return found;
}
