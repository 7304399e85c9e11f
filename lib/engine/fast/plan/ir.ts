/**
 * OPA's intermediate representation after validation: every index is in range, every name is resolved, every number is
 * a safe integer. Only values of these types are ever turned into source text.
 */
export interface Program {
  readonly functions: readonly PlanFunction[];
  readonly plans: readonly Plan[];
  readonly builtins: readonly BuiltinDeclaration[];
}

export interface BuiltinDeclaration {
  readonly name: string;
  readonly arity: number;
  /** False for built-ins such as `print` that answer nothing. */
  readonly answers: boolean;
}

/** Parameters 0 and 1 are the input and data documents. */
export interface PlanFunction {
  readonly params: readonly Local[];
  readonly result: Local;
  readonly blocks: readonly Block[];
  /** Where `data` finds the function when a path is known only while evaluating. */
  readonly path: readonly string[] | null;
}

export interface Plan {
  readonly name: string;
  readonly blocks: readonly Block[];
}

export type Block = readonly Statement[];
export type Local = number;

export const INPUT: Local = 0;
export const DATA: Local = 1;

export type Operand =
  | { readonly type: "local"; readonly local: Local }
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "boolean"; readonly value: boolean };

/** Row and column in the Rego source. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export type Callee =
  | { readonly type: "function"; readonly index: number }
  | { readonly type: "builtin"; readonly index: number };

interface Targeted<Kind extends string> {
  readonly kind: Kind;
  readonly target: Local;
}

interface Tested<Kind extends string, Source> {
  readonly kind: Kind;
  readonly source: Source;
}

interface Compared<Kind extends string> {
  readonly kind: Kind;
  readonly a: Operand;
  readonly b: Operand;
}

export interface CallStatement {
  readonly kind: "call";
  readonly callee: Callee;
  readonly args: readonly Operand[];
  readonly target: Local;
}

export interface CallDynamicStatement {
  readonly kind: "callDynamic";
  readonly args: readonly Local[];
  readonly path: readonly Operand[];
  readonly target: Local;
}

export interface DotStatement {
  readonly kind: "dot";
  readonly source: Operand;
  readonly key: Operand;
  readonly target: Local;
}

export interface ScanStatement {
  readonly kind: "scan";
  readonly source: Local;
  readonly key: Local;
  readonly value: Local;
  readonly block: Block;
}

export interface WithStatement {
  readonly kind: "with";
  readonly local: Local;
  readonly path: readonly string[];
  readonly value: Operand;
  readonly block: Block;
}

export interface InsertStatement {
  readonly kind: "objectInsert" | "objectInsertOnce";
  readonly key: Operand;
  readonly value: Operand;
  readonly object: Local;
  readonly place: Place;
}

export interface AppendStatement {
  readonly kind: "arrayAppend";
  readonly value: Operand;
  readonly array: Local;
}

export interface AddStatement {
  readonly kind: "setAdd";
  readonly value: Operand;
  readonly set: Local;
}

export interface AssignStatement {
  readonly kind: "assign";
  readonly source: Operand;
  readonly target: Local;
}

export interface AssignOnceStatement {
  readonly kind: "assignOnce";
  readonly source: Operand;
  readonly target: Local;
  readonly place: Place;
}

export interface NumberStatement {
  readonly kind: "makeInteger" | "assignInteger";
  readonly value: number;
  readonly target: Local;
}

export type Statement =
  | CallStatement
  | CallDynamicStatement
  | DotStatement
  | ScanStatement
  | WithStatement
  | InsertStatement
  | AppendStatement
  | AddStatement
  | AssignStatement
  | AssignOnceStatement
  | NumberStatement
  | Targeted<"reset">
  | Targeted<"makeNull">
  | Targeted<"makeArray">
  | Targeted<"makeObject">
  | Targeted<"makeSet">
  | { readonly kind: "makeNumber"; readonly text: string; readonly target: Local }
  | { readonly kind: "length"; readonly source: Operand; readonly target: Local }
  | { readonly kind: "merge"; readonly a: Local; readonly b: Local; readonly target: Local }
  | { readonly kind: "block"; readonly blocks: readonly Block[] }
  | { readonly kind: "break"; readonly depth: number }
  | { readonly kind: "not"; readonly block: Block }
  | { readonly kind: "return"; readonly source: Local }
  | { readonly kind: "answer"; readonly value: Local }
  | { readonly kind: "nop" }
  | Tested<"isArray", Operand>
  | Tested<"isObject", Operand>
  | Tested<"isSet", Operand>
  | Tested<"isDefined", Local>
  | Tested<"isUndefined", Local>
  | Compared<"equal">
  | Compared<"notEqual">;

/** The blocks inside a statement, in order. */
export function innerBlocks(statement: Statement): readonly Block[] {
  switch (statement.kind) {
    case "block":
      return statement.blocks;
    case "scan":
    case "with":
    case "not":
      return [statement.block];
    default:
      return [];
  }
}

/** Every statement of the blocks, outer ones before those inside them. */
export function allStatements(blocks: readonly Block[]): readonly Statement[] {
  const found: Statement[] = [];
  collect(blocks, found);
  return found;
}

function collect(blocks: readonly Block[], found: Statement[]): void {
  for (const block of blocks) {
    for (const statement of block) {
      found.push(statement);
      collect(innerBlocks(statement), found);
    }
  }
}
