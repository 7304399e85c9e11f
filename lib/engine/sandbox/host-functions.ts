import type { HostFunction } from "./library-functions";
import { readImports, type ImportedFunction } from "./module-imports";
import { readSections, WasmFormatError, WasmReader, type WasmSection } from "./wasm-reader";

const TYPE_SECTION = 1;
const FUNCTION_SECTION = 3;
const CODE_SECTION = 10;
const CUSTOM_SECTION = 0;
const FUNCTION_NAMES = 1;

const FUNCTION_TYPE = 0x60;
const I32 = 0x7f;
const NOP = 0x01;
const END = 0x0b;
const CALL = 0x10;
const LOCAL_GET = 0x20;
const I32_CONST = 0x41;

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
  const names = readFunctionNames(wasm, sections, new Set(functions.map(({ name }) => name)));
  const bodies = readBodies(wasm, only(sections, CODE_SECTION));
  const patched = new Uint8Array(wasm);
  for (const { name, operands, id } of functions) {
    const [position, ...others] = names.get(name) ?? [];
    const host = hostCall(imported, operands);
    if (position === undefined || others.length > 0 || host < 0) continue;
    const body = bodies[position - imported.length];
    if (body === undefined || typeOf[position] !== signature(operands)) continue;
    if (typeOf[host] !== signature(operands + 2)) continue;
    const code = callOfHost(id, operands, host);
    const room = body.end - body.start - code.length;
    if (room < 1) continue;
    patched.fill(NOP, body.start, body.end);
    patched.set(code, body.start);
    patched[body.end - 1] = END;
  }
  return patched;
}

function hostCall(imported: readonly ImportedFunction[], operands: number): number {
  return imported.findIndex(({ name }) => name === `opa_builtin${operands}`);
}

/** No locals; `opa_builtinN(id, 0, operands…)`, whose answer is the function's. */
function callOfHost(id: number, operands: number, host: number): number[] {
  const gets = Array.from({ length: operands }, (_unused, local) => [LOCAL_GET, local]).flat();
  return [0, I32_CONST, ...signedLeb(id), I32_CONST, 0, ...gets, CALL, ...unsignedLeb(host)];
}

function signedLeb(value: number): number[] {
  const rest = value >> 7;
  const isLast = (rest === 0 && (value & 0x40) === 0) || (rest === -1 && (value & 0x40) !== 0);
  return isLast ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signedLeb(rest)];
}

function unsignedLeb(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsignedLeb(value >>> 7)];
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
