import {
  INPUT,
  allStatements,
  type Block,
  type ScanStatement,
  type Statement,
  type WithStatement,
} from "../plan/ir";
import { writeCall, writeCallDynamic } from "./calls";
import type { Code } from "./code";
import { writeCollection } from "./literals";
import { textLiteral } from "./names";
import { writeAddition, writeDot, writeSimple } from "./simple-statements";

/** Writes the statements of a block; whoever calls has written the label that undefined statements jump to. */
export function writeStatements(code: Code, block: Block): void {
  for (let index = 0; index < block.length; index++) {
    const statement = block[index];
    if (statement === undefined) continue;
    const isCollection =
      statement.kind === "makeArray" || statement.kind === "makeObject" || statement.kind === "makeSet";
    if (isCollection) index += writeCollection(code, statement, block, index);
    else writeStatement(code, statement);
  }
}

function writeStatement(code: Code, statement: Statement): void {
  switch (statement.kind) {
    case "call": {
      writeCall(code, statement);
      return;
    }
    case "callDynamic": {
      writeCallDynamic(code, statement);
      return;
    }
    case "dot": {
      writeDot(code, statement);
      return;
    }
    case "scan": {
      writeScan(code, statement);
      return;
    }
    case "with": {
      writeWith(code, statement);
      return;
    }
    case "not": {
      writeNot(code, statement.block);
      return;
    }
    case "block": {
      statement.blocks.forEach((inner) => code.block(() => writeStatements(code, inner)));
      return;
    }
    case "objectInsert":
    case "objectInsertOnce":
    case "arrayAppend":
    case "setAdd": {
      writeAddition(code, statement);
      return;
    }
    case "merge":
      code.write(
        `${code.variable(statement.target)} = merge(${code.readLocal(statement.a)}, ${code.readLocal(statement.b)});`,
      );
      return;
    default: {
      writeSimple(code, statement);
      return;
    }
  }
}

function writeScan(code: Code, scan: ScanStatement): void {
  const id = code.unique();
  const [from, keys, size, at] = [`a${id}`, `k${id}`, `n${id}`, `i${id}`];
  const [key, value] = [code.variable(scan.key), code.variable(scan.value)];
  code.write(`const ${from} = ${code.readLocal(scan.source)};`);
  code.write(`const ${keys} = Array.isArray(${from}) ? null : scanKeys(${from}, ${showsOrder(scan, code)});`);
  code.write(`const ${size} = ${keys} === null ? ${from}.length : ${keys}.length;`);
  code.write(`s${id}: for (let ${at} = 0; ${at} < ${size}; ${at}++) {`);
  code.write("if (--M.left < 0) exhausted();");
  code.write(`if (${keys} === null) { ${key} = ${at}; ${value} = ${from}[${at}]; }`);
  code.write(`else { ${key} = ${keys}[${at}]; ${value} = scanValue(${from}, ${key}); }`);
  // As in OPA's Wasm a scan counts as two labels: the next round, and the end of the loop.
  code.inside(`break s${id};`, () =>
    code.inside(`continue s${id};`, () => writeStatements(code, scan.block)),
  );
  code.write("}");
}

/** Built-ins that leave notes in the order in which they are called. */
const NOTING: ReadonlySet<string> = new Set(["trace", "print", "internal.print"]);

/** Whether the order of a scan can be seen afterwards: in an array that it appends to, or in notes. */
function showsOrder(scan: ScanStatement, code: Code): boolean {
  const statements = allStatements([scan.block]);
  const fresh = new Set(statements.flatMap((inner) => (inner.kind === "makeArray" ? [inner.target] : [])));
  return statements.some((inner) => {
    if (inner.kind === "arrayAppend") return !fresh.has(inner.array);
    if (inner.kind !== "call" || inner.callee.type !== "builtin") return false;
    return NOTING.has(code.program.builtins[inner.callee.index]?.name ?? "");
  });
}

/** The statement is undefined where its block comes to an end. */
function writeNot(code: Code, block: Block): void {
  const fails = code.jump();
  code.block(() => {
    writeStatements(code, block);
    code.write(fails);
  });
}

function writeWith(code: Code, statement: WithStatement): void {
  const id = code.unique();
  const local = code.variable(statement.local);
  const memos =
    statement.local === INPUT
      ? ["objectGeneration", "bothGeneration", "parametersGeneration", "evaluationGeneration"]
      : ["dataGeneration", "bothGeneration", "evaluationGeneration"];
  const saved = memos.map((memo, index) => ({ memo, name: `g${id}_${index}` }));
  code.write(`let u${id} = true;`);
  code.write(`const v${id} = ${local}, ${saved.map(({ memo, name }) => `${name} = S.${memo}`).join(", ")};`);
  const value = code.read(statement.value);
  const path = statement.path.map(textLiteral).join(", ");
  const whole = code.readLocal(statement.local);
  code.write(`${local} = ${statement.path.length === 0 ? value : `upsert(${whole}, [${path}], ${value})`};`);
  code.write(`${saved.map(({ memo }) => `S.${memo} = `).join("")}S.next();`);
  const restore = `${local} = v${id}; ${saved.map(({ memo, name }) => `S.${memo} = ${name};`).join(" ")}`;
  code.write(`w${id}: {`);
  // The block's own label lies inside: leaving it puts nothing back, what follows does.
  code.insideWith(restore, () =>
    code.inside(`break w${id};`, () => {
      writeStatements(code, statement.block);
      code.write(`u${id} = false;`);
    }),
  );
  code.write("}");
  code.write(restore);
  code.write(`if (u${id}) ${code.jump()}`);
}
