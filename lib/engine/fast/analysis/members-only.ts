import { DATA, allStatements, type Local, type Operand, type Program, type Statement } from "../plan/ir";
import { constantOperand, type Constants } from "./constants";
import { operandsOf } from "./operands";
import { PARAMETERS, isDocument, memberPath } from "./paths";

/** A local of a function, the latter by its position in the program. */
type Place = readonly [owner: number, local: Local];

/**
 * The locals of which a function asks nothing but members of known names other than `parameters`, its callees included.
 * The opened object may be in them as it is, without the policy's parameters: nobody can tell, and it is the same object
 * for all policies, so that what functions answered about it stays known.
 */
export class MembersOnly {
  /** By function, the locals that are used in another way. */
  private readonly whole: readonly Set<Local>[];

  /** @param constants by function */
  constructor(
    private readonly program: Program,
    constants: readonly Constants[],
  ) {
    this.whole = program.functions.map(() => new Set<Local>());
    const givers = program.functions.map(() => new Map<Local, Place[]>());
    program.functions.forEach(({ blocks }, owner) => {
      for (const statement of allStatements(blocks)) {
        for (const { local, to } of usesOf(statement, owner, program, constants[owner] ?? new Map())) {
          if (to === null) this.whole[owner]?.add(local);
          else addTo(givers[to[0]], to[1], [owner, local]);
        }
      }
    });
    this.spread(givers);
  }

  has(owner: number, local: Local): boolean {
    return this.whole[owner]?.has(local) === false;
  }

  /** Whether the callee asks its operand for nothing else. */
  hasOperand(callee: number, position: number): boolean {
    const local = this.program.functions[callee]?.params[position];
    return local !== undefined && this.has(callee, local);
  }

  /** What is given to a local that is used as a whole is used as a whole. */
  private spread(givers: readonly ReadonlyMap<Local, readonly Place[]>[]): void {
    const open = this.whole.flatMap((locals, owner) => [...locals].map((local): Place => [owner, local]));
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      for (const giver of givers[place[0]]?.get(place[1]) ?? []) {
        const [owner, local] = giver;
        const known = this.whole[owner];
        if (known === undefined || known.has(local)) continue;
        known.add(local);
        open.push(giver);
      }
    }
  }
}

function addTo(map: Map<Local, Place[]> | undefined, local: Local, place: Place): void {
  const known = map?.get(local);
  if (known === undefined) map?.set(local, [place]);
  else known.push(place);
}

interface Use {
  readonly local: Local;
  /** The local that it is given to; null where it is used as a whole. */
  readonly to: Place | null;
}

/** How a statement uses locals, but for questions about members and about what kind of value it is. */
function usesOf(statement: Statement, owner: number, program: Program, constants: Constants): Use[] {
  switch (statement.kind) {
    case "isArray":
    case "isObject":
    case "isSet":
    case "isDefined":
    case "isUndefined":
      return [];
    case "assign":
      return used(statement.source, [owner, statement.target]);
    case "dot": {
      const key = constantOperand(statement.key, constants);
      const isMember = typeof key === "string" && key !== PARAMETERS;
      return [...(isMember ? [] : used(statement.source)), ...used(statement.key)];
    }
    case "call": {
      const { args, callee } = statement;
      if (callee.type === "builtin")
        return (memberPath(statement, program, constants) === undefined ? args : args.slice(1)).flatMap(
          (arg) => used(arg),
        );
      const params = program.functions[callee.index]?.params ?? [];
      return args.flatMap((arg, index) => {
        const param = params[index];
        if (isDocument(arg, index)) return [];
        return used(arg, param === undefined ? null : [callee.index, param]);
      });
    }
    case "objectInsert":
    case "objectInsertOnce":
      return [{ local: statement.object, to: null }, ...operandsOf(statement).flatMap((arg) => used(arg))];
    case "arrayAppend":
      return [{ local: statement.array, to: null }, ...used(statement.value)];
    case "setAdd":
      return [{ local: statement.set, to: null }, ...used(statement.value)];
    default:
      return operandsOf(statement).flatMap((arg) => used(arg));
  }
}

function used(operand: Operand, to: Place | null = null): Use[] {
  return operand.type === "local" && operand.local !== DATA ? [{ local: operand.local, to }] : [];
}
