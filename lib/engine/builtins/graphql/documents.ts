import {
  buildASTSchema,
  GraphQLError,
  Kind,
  parse,
  print,
  TokenKind,
  validate,
  validateSchema,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
} from "graphql";
import { BuiltinError } from "../value";

/** Elements of syntax that one text may have. */
const TOKENS_MAX = 50_000;

/** @throws BuiltinError with OPA's words */
export function parseQuery(text: string): DocumentNode {
  return parseOnly(text, isExecutable);
}

/** @throws BuiltinError with OPA's words */
export function parseSchema(text: string): DocumentNode {
  return parseOnly(text, (node) => !isExecutable(node));
}

/**
 * A schema to check queries against.
 *
 * @throws BuiltinError where its parts do not fit together
 */
export function buildSchema(document: DocumentNode): GraphQLSchema {
  try {
    const whole = withBases(document);
    // A schema that nothing can be asked of is valid to OPA.
    const error = validateSchema(buildASTSchema(whole)).find(
      ({ message }) => !message.startsWith("Query root type must be"),
    );
    if (error !== undefined) throw error;
    return buildASTSchema(whole, { assumeValid: true });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : "invalid schema";
    throw new BuiltinError(`Error in gqlparser SchemaDocument to Schema conversion: ${message}`);
  }
}

/** @throws BuiltinError with the first thing that is wrong */
export function checkQuery(schema: GraphQLSchema, query: DocumentNode): void {
  const [error] = validate(schema, query);
  if (error !== undefined) throw located(error, error.message);
}

function parseOnly(text: string, isWanted: (node: DefinitionNode) => boolean): DocumentNode {
  // OPA takes a text without anything in it; this parser does not.
  if (text.replace(/#[^\n\r]*|[\s,\ufeff]/g, "") === "") return { kind: Kind.DOCUMENT, definitions: [] };
  try {
    const document = parse(text, { maxTokens: TOKENS_MAX, allowLegacyFragmentVariables: true });
    const foreign = document.definitions.find((node) => !isWanted(node));
    if (foreign !== undefined) throw unexpected(foreign);
    return document;
  } catch (cause) {
    if (!(cause instanceof GraphQLError)) throw cause;
    throw located(cause, wordsOf(cause, text));
  }
}

function isExecutable({ kind }: DefinitionNode): boolean {
  return kind === Kind.OPERATION_DEFINITION || kind === Kind.FRAGMENT_DEFINITION;
}

function unexpected(node: DefinitionNode): BuiltinError {
  const token = node.loc?.startToken;
  const found = token?.kind === TokenKind.NAME ? `Name "${token.value}"` : (token?.kind ?? "");
  return new BuiltinError(
    `Unexpected ${found} in GraphQL string at location ${token?.line ?? 0}:${token?.column ?? 0}`,
  );
}

/** OPA's parser quotes no punctuation, and has words of its own for lists that are empty. */
function wordsOf(error: GraphQLError, text: string): string {
  const message = error.message.replace(/^Syntax Error: /, "").replace(/"([^\w\s"]+)"/g, "$1");
  const before = text.slice(0, error.positions?.[0] ?? 0).replace(/#[^\n\r]*/g, "");
  const isEmptyList = /[{([][\s,]*$/.test(before) && /^Expected \S+, found [})\]]\.$/.test(message);
  return isEmptyList
    ? message.replace(/^Expected \S+, found/, "expected at least one definition, found")
    : message;
}

function located(error: GraphQLError, message: string): BuiltinError {
  const place = error.locations?.[0];
  const words = message
    .replace(/\.$/, "")
    .replace(/^Unexpected variable .* in constant value$/, "Unexpected $");
  if (place === undefined) return new BuiltinError(`GraphQL parse error: ${words}`);
  return new BuiltinError(`${words} in GraphQL string at location ${place.line}:${place.column}`);
}

/** OPA lets a type be extended that is defined nowhere: the first extension defines it. */
function withBases(document: DocumentNode): DocumentNode {
  const nameOf = (node: DefinitionNode): string | undefined =>
    "name" in node ? node.name?.value : undefined;
  const defined = new Set(
    document.definitions.filter(({ kind }) => kind.endsWith("TypeDefinition")).map(nameOf),
  );
  const definitions = document.definitions.flatMap((node): readonly DefinitionNode[] => {
    const name = nameOf(node);
    if (!node.kind.endsWith("TypeExtension") || defined.has(name)) return [node];
    defined.add(name);
    return parse(print(node).replace(/^extend /, "")).definitions;
  });
  return { kind: Kind.DOCUMENT, definitions };
}
