import { readSections, WasmFormatError, WasmReader } from "./wasm-reader";

/** What a module asks its host for. JavaScript's API tells neither positions nor types nor the size of the memory. */
export interface ModuleImports {
  /** Names of the imported functions; a position here is the function's number in the module. */
  readonly functions: readonly ImportedFunction[];
  /** The fewest pages (64 KiB each) that the imported memory must have. */
  readonly memoryPagesMin: number;
}

export interface ImportedFunction {
  readonly name: string;
  /** Number of its type. */
  readonly type: number;
}

const IMPORT_SECTION = 2;
const FUNCTION = 0;
const TABLE = 1;
const MEMORY = 2;
const GLOBAL = 3;
const PAGES_DEFAULT = 2;

/** @throws WasmFormatError */
export function readImports(wasm: Uint8Array): ModuleImports {
  const section = readSections(wasm).find(({ id }) => id === IMPORT_SECTION);
  const functions: ImportedFunction[] = [];
  let memoryPagesMin = PAGES_DEFAULT;
  if (section === undefined) return { functions, memoryPagesMin };
  const reader = new WasmReader(wasm, section.start, section.end);
  for (let count = reader.unsigned(); count > 0; count--) {
    reader.text();
    const name = reader.text();
    const kind = reader.byte();
    if (kind === FUNCTION) functions.push({ name, type: reader.unsigned() });
    else if (kind === MEMORY) memoryPagesMin = readLimits(reader);
    else skipImport(reader, kind);
  }
  return { functions, memoryPagesMin };
}

function skipImport(reader: WasmReader, kind: number): void {
  if (kind === TABLE) {
    reader.byte();
    readLimits(reader);
  } else if (kind === GLOBAL) reader.skip(2);
  else throw new WasmFormatError(`The Wasm module has an import of the unknown kind ${kind}`);
}

/** The minimum; a maximum, if there is one, is read over. */
function readLimits(reader: WasmReader): number {
  const hasMaximum = (reader.byte() & 1) === 1;
  const minimum = reader.unsigned();
  if (hasMaximum) reader.unsigned();
  return minimum;
}
