import { limitText, type BuiltinContext } from "../operands";
import {
  BuiltinError,
  getField,
  isArray,
  isObject,
  RegoSet,
  type RecordValue,
  type RegoMap,
  type Value,
} from "../value";
import { entriesOf } from "../compare";
import { callFunction, isFunction } from "./functions";
import type { Node, Operand, Pipeline, Template } from "./parse";
import { isConstant, isTrue, printValue, TemplateNumber, type TemplateValue } from "./values";

/** Templates that may be within each other. */
const DEPTH_MAX = 200;

/** The text of a template for the given values. Values that are missing print as `<no value>`. @throws BuiltinError */
export function executeTemplate(
  ctx: BuiltinContext,
  template: Template,
  data: RecordValue | RegoMap,
): string {
  const run = new Run(ctx, template);
  run.nodes(template.root, { dot: data, variables: [new Map([["$", data]])], depth: 0 });
  return run.output.join("");
}

interface Scope {
  readonly dot: TemplateValue;
  /** Innermost last. */
  readonly variables: readonly Map<string, TemplateValue>[];
  readonly depth: number;
}

class Run {
  readonly output: string[] = [];
  private length = 0;

  constructor(
    private readonly ctx: BuiltinContext,
    private readonly template: Template,
  ) {}

  /** How the nodes ended: by themselves, or by leaving or going on with the loop around them. */
  nodes(nodes: readonly Node[], scope: Scope): "break" | "continue" | null {
    for (const node of nodes) {
      this.ctx.charge?.(1);
      switch (node.kind) {
        case "text":
          this.write(node.text);
          break;
        case "print": {
          const value = this.pipeline(node.pipeline, scope);
          if (node.pipeline.variables.length === 0) this.write(printValue(value));
          break;
        }
        case "template":
          this.call(
            node.name,
            node.pipeline === null ? undefined : this.pipeline(node.pipeline, scope),
            scope,
          );
          break;
        case "break":
        case "continue":
          return node.kind;
        default: {
          const end = this.control(node, scope);
          if (end !== null) return end;
        }
      }
    }
    return null;
  }

  private control(
    node: Extract<Node, { kind: "if" | "with" | "range" }>,
    outer: Scope,
  ): "break" | "continue" | null {
    const scope = inner(outer, outer.dot);
    if (node.kind === "range") return this.range(node, scope);
    const value = this.pipeline(node.pipeline, scope);
    if (!isTrue(value)) return this.nodes(node.otherwise, scope);
    return this.nodes(node.body, node.kind === "with" ? inner(scope, value) : scope);
  }

  private range(node: Extract<Node, { kind: "if" | "with" | "range" }>, scope: Scope): null {
    const entries = entriesToRange(this.pipeline({ ...node.pipeline, variables: [] }, scope));
    if (entries.length === 0) this.nodes(node.otherwise, scope);
    for (const [key, value] of entries) {
      const step = inner(scope, value);
      const [first, second] = node.pipeline.variables;
      if (first !== undefined) step.variables.at(-1)?.set(first, second === undefined ? value : key);
      if (second !== undefined) step.variables.at(-1)?.set(second, value);
      if (this.nodes(node.body, step) === "break") break;
    }
    return null;
  }

  private call(name: string, dot: TemplateValue, { depth }: Scope): void {
    const nodes = this.template.named.get(name);
    if (nodes === undefined) throw new BuiltinError(`template: template: template "${name}" not defined`);
    if (depth >= DEPTH_MAX) throw new BuiltinError("template: template: exceeded maximum template depth");
    this.nodes(nodes, { dot, variables: [new Map([["$", dot]])], depth: depth + 1 });
  }

  private pipeline(pipeline: Pipeline, scope: Scope): TemplateValue {
    let value: TemplateValue;
    pipeline.commands.forEach((command, index) => {
      value = this.command(command, scope, index === 0 ? [] : [value]);
    });
    for (const name of pipeline.variables) {
      const holder = pipeline.isAssignment
        ? scope.variables.findLast((variables) => variables.has(name))
        : scope.variables.at(-1);
      if (holder === undefined) throw new BuiltinError(`template: template: undefined variable "${name}"`);
      holder.set(name, value);
    }
    return value;
  }

  private command(command: readonly Operand[], scope: Scope, final: readonly TemplateValue[]): TemplateValue {
    const [first, ...rest] = command;
    if (first === undefined) return undefined;
    if (first.kind === "constant" && first.name === "nil" && rest.length === 0)
      throw new BuiltinError("template: template: nil is not a command");
    if (first.kind !== "function") {
      if (rest.length + final.length > 0)
        throw new BuiltinError("template: can't give argument to non-function");
      return this.operand(first, scope);
    }
    if (!isFunction(first.name))
      throw new BuiltinError(`template: template: function "${first.name}" not defined`);
    const args = [
      ...rest.map((operand) => (): TemplateValue => this.operand(operand, scope)),
      ...final.map((value) => (): TemplateValue => value),
    ];
    return callFunction(first.name, args);
  }

  private operand(operand: Operand, scope: Scope): TemplateValue {
    switch (operand.kind) {
      case "dot":
        return follow(scope.dot, operand.path);
      case "variable": {
        const holder = scope.variables.findLast((variables) => variables.has(operand.name));
        if (holder === undefined)
          throw new BuiltinError(`template: template: undefined variable "${operand.name}"`);
        return follow(holder.get(operand.name), operand.path);
      }
      case "text":
        return operand.name;
      case "number":
        return new TemplateNumber(Number(operand.name.replaceAll("_", "")));
      case "constant":
        return operand.name === "nil" ? undefined : operand.name === "true";
      case "function":
        return this.command([operand], scope, []);
      case "pipeline":
        return follow(
          operand.pipeline === undefined ? undefined : this.pipeline(operand.pipeline, scope),
          operand.path,
        );
    }
  }

  private write(text: string): void {
    this.length += text.length;
    limitText("strings.render_template", this.length);
    this.output.push(text);
  }
}

function inner(scope: Scope, dot: TemplateValue): Scope {
  return { dot, variables: [...scope.variables, new Map()], depth: scope.depth };
}

function follow(value: TemplateValue, path: readonly string[]): TemplateValue {
  return path.reduce<TemplateValue>((found, name) => {
    if (found === undefined) return undefined;
    if (found === null) throw new BuiltinError(`template: template: nil data; no entry for key "${name}"`);
    if (!isRego(found) || !isObject(found)) throw noField(name);
    return getField(found, name);
  }, value);
}

function isRego(value: TemplateValue): value is Value {
  return value !== undefined && !isConstant(value);
}

function noField(name: string): BuiltinError {
  return new BuiltinError(`template: template: can't evaluate field ${name}`);
}

function entriesToRange(value: TemplateValue): (readonly [TemplateValue, TemplateValue])[] {
  if (value === undefined || value === null) return [];
  if (isRego(value)) {
    const items = isArray(value) ? value : value instanceof RegoSet ? value.items : null;
    if (items !== null) return items.map((item, index) => [new TemplateNumber(index), item]);
    if (isObject(value)) return [...entriesOf(value)];
  } else if (isConstant(value) && Number.isInteger(value.constant)) {
    const { constant } = value;
    limitText("strings.render_template", constant);
    return Array.from({ length: constant }, (_unused, index) => [
      new TemplateNumber(index),
      new TemplateNumber(index),
    ]);
  }
  throw new BuiltinError(`template: template: range can't iterate over ${printValue(value)}`);
}
