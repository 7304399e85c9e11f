import { BuiltinError } from "../value";
import { readTokens, type Token } from "./tokens";

/** A command's word: what it says, and the members that are taken of it. */
export interface Operand {
  readonly kind: "dot" | "variable" | "text" | "number" | "constant" | "function" | "pipeline";
  /** A name, the text, the number, `true`, `false` or `nil`. */
  readonly name: string;
  readonly path: readonly string[];
  readonly pipeline?: Pipeline;
}

export interface Pipeline {
  /** Names that get the value; `isAssignment` where they exist already. */
  readonly variables: readonly string[];
  readonly isAssignment: boolean;
  readonly commands: readonly (readonly Operand[])[];
}

export type Node =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "print"; readonly pipeline: Pipeline }
  | {
      readonly kind: "if" | "with" | "range";
      readonly pipeline: Pipeline;
      readonly body: readonly Node[];
      readonly otherwise: readonly Node[];
    }
  | { readonly kind: "template"; readonly name: string; readonly pipeline: Pipeline | null }
  | { readonly kind: "break" | "continue" };

export interface Template {
  readonly root: readonly Node[];
  readonly named: ReadonlyMap<string, readonly Node[]>;
}

/** Go's `text/template`. @throws BuiltinError */
export function parseTemplate(source: string): Template {
  const parser = new Parser(readTokens(source));
  const { nodes, end } = parser.list();
  if (end !== null) throw unexpected(end);
  return { root: nodes, named: parser.named };
}

class Parser {
  readonly named = new Map<string, readonly Node[]>();
  private position = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  /** The nodes up to `end` or `else`; null where the source ended. */
  list(): { nodes: Node[]; end: "end" | "else" | null } {
    const nodes: Node[] = [];
    for (;;) {
      const token = this.tokens[this.position];
      if (token === undefined) return { nodes, end: null };
      this.position += 1;
      if (token.kind === "raw") {
        nodes.push({ kind: "text", text: token.text });
        continue;
      }
      if (token.kind !== "open") throw unexpected(token.text);
      const word = this.tokens[this.position]?.text ?? "";
      if (word === "end") {
        this.position += 1;
        this.close();
        return { nodes, end: "end" };
      }
      if (word === "else") {
        this.position += 1;
        return { nodes, end: "else" };
      }
      const node = this.action(word);
      if (node !== null) nodes.push(node);
    }
  }

  private action(word: string): Node | null {
    if (this.tokens[this.position]?.kind !== "name") return this.print();
    switch (word) {
      case "if":
      case "with":
      case "range":
        this.position += 1;
        return this.control(word);
      case "break":
      case "continue":
        this.position += 1;
        this.close();
        return { kind: word };
      case "define":
      case "block":
        this.position += 1;
        return this.definition(word);
      case "template": {
        this.position += 1;
        const name = this.text();
        const pipeline = this.tokens[this.position]?.kind === "close" ? null : this.pipeline();
        this.close();
        return { kind: "template", name, pipeline };
      }
      default:
        return this.print();
    }
  }

  private print(): Node {
    const pipeline = this.pipeline();
    this.close();
    return { kind: "print", pipeline };
  }

  private control(kind: "if" | "with" | "range"): Node {
    const pipeline = this.pipeline();
    this.close();
    const { nodes: body, end } = this.list();
    if (end === null) throw unexpected("EOF");
    return { kind, pipeline, body, otherwise: end === "else" ? this.otherwise(kind) : [] };
  }

  /** After `else`: another condition, or the rest up to `end`. */
  private otherwise(kind: "if" | "with" | "range"): readonly Node[] {
    const word = this.tokens[this.position]?.text;
    if (kind !== "range" && word === kind) {
      this.position += 1;
      return [this.control(kind)];
    }
    this.close();
    const { nodes, end } = this.list();
    if (end !== "end") throw unexpected(end ?? "EOF");
    return nodes;
  }

  private definition(kind: "define" | "block"): Node | null {
    const name = this.text();
    const pipeline = kind === "block" ? this.pipeline() : null;
    this.close();
    const { nodes, end } = this.list();
    if (end !== "end") throw unexpected(end ?? "EOF");
    this.named.set(name, nodes);
    return kind === "block" ? { kind: "template", name, pipeline } : null;
  }

  private pipeline(): Pipeline {
    const { variables, isAssignment } = this.declaration();
    const commands: Operand[][] = [[]];
    for (let token = this.tokens[this.position]; token !== undefined; token = this.tokens[this.position]) {
      if (token.kind === "close" || token.text === ")") break;
      this.position += 1;
      if (token.kind === "mark" && token.text === "|") commands.push([]);
      else commands.at(-1)?.push(this.operand(token));
    }
    if (commands.some((command) => command.length === 0))
      throw new BuiltinError("template: missing value for command");
    return { variables, isAssignment, commands };
  }

  /** `$x :=`, `$i, $x :=` or `$x =`. */
  private declaration(): { variables: string[]; isAssignment: boolean } {
    const [first, second, third, fourth] = this.tokens.slice(this.position, this.position + 4);
    const isMark = (token: Token | undefined, text: string): boolean =>
      token?.kind === "mark" && token.text === text;
    if (first?.kind === "variable" && (isMark(second, ":=") || isMark(second, "="))) {
      this.position += 2;
      return { variables: [first.text], isAssignment: isMark(second, "=") };
    }
    if (
      first?.kind === "variable" &&
      isMark(second, ",") &&
      third?.kind === "variable" &&
      isMark(fourth, ":=")
    ) {
      this.position += 4;
      return { variables: [first.text, third.text], isAssignment: false };
    }
    return { variables: [], isAssignment: false };
  }

  private operand(token: Token): Operand {
    if (token.kind === "mark" && token.text === "(") {
      const pipeline = this.pipeline();
      if (this.tokens[this.position]?.text !== ")") throw new BuiltinError("template: unclosed left paren");
      this.position += 1;
      return { kind: "pipeline", name: "", path: this.path(), pipeline };
    }
    switch (token.kind) {
      case "field":
        return {
          kind: "dot",
          name: "",
          path: [...token.text.split("."), ...this.path()].filter((part) => part !== ""),
        };
      case "variable":
        return { kind: "variable", name: token.text, path: this.path() };
      case "string":
        return { kind: "text", name: token.text, path: [] };
      case "number":
        return { kind: "number", name: token.text, path: [] };
      case "name":
        if (token.text === "true" || token.text === "false" || token.text === "nil")
          return { kind: "constant", name: token.text, path: [] };
        return { kind: "function", name: token.text, path: [] };
      default:
        throw unexpected(token.text);
    }
  }

  /** Members right behind a variable or a parenthesis. */
  private path(): string[] {
    const token = this.tokens[this.position];
    if (token?.kind !== "field" || !token.isAttached) return [];
    this.position += 1;
    return token.text.split(".").filter((part) => part !== "");
  }

  private text(): string {
    const token = this.tokens[this.position];
    if (token?.kind !== "string") throw unexpected(token?.text ?? "EOF");
    this.position += 1;
    return token.text;
  }

  private close(): void {
    const token = this.tokens[this.position];
    if (token?.kind !== "close") throw unexpected(token?.text ?? "EOF");
    this.position += 1;
  }
}

function unexpected(text: string): BuiltinError {
  return new BuiltinError(`template: template: unexpected ${text}`);
}
