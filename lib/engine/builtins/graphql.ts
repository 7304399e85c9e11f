import type { GraphQLSchema } from "graphql";
import { buildSchema, checkQuery, parseQuery, parseSchema } from "./graphql/documents";
import { printTree } from "./graphql/print";
import { convertQuery } from "./graphql/query";
import { convertSchema } from "./graphql/schema";
import { createLru } from "./lru";
import { operandError, textOperand, type BuiltinContext, type Builtins } from "./operands";
import { BuiltinError, isObject, type Value } from "./value";

const SCHEMAS_MAX = 10;
const schemas = createLru<GraphQLSchema>(SCHEMAS_MAX);

/** GraphQL queries and schemas, as texts or as the trees that parsing them gives. */
export const graphqlBuiltins: Builtins = {
  "graphql.parse_query": (ctx, query) => {
    const text = textOperand(query, 1);
    charge(ctx, text);
    return convertQuery(parseQuery(text));
  },
  "graphql.parse_schema": (ctx, schema) => {
    const text = textOperand(schema, 1);
    charge(ctx, text);
    return convertSchema(parseSchema(text));
  },
  "graphql.parse": (ctx, query, schema) => verified(ctx, query, schema),
  "graphql.parse_and_verify": (ctx, query, schema) =>
    attempt(() => [true, ...verified(ctx, query, schema)], [false, {}, {}]),
  "graphql.is_valid": (ctx, query, schema) =>
    attempt(() => {
      verified(ctx, query, schema);
      return true;
    }, false),
  "graphql.schema_is_valid": (ctx, schema) =>
    attempt(() => {
      findSchema(sourceOf(ctx, schema, 0));
      return true;
    }, false),
};

function verified(ctx: BuiltinContext, query: Value, schema: Value): [Value, Value] {
  const queryText = sourceOf(ctx, query, 0);
  const document = parseQuery(queryText);
  const schemaText = sourceOf(ctx, schema, 1);
  const schemaTree = isObject(schema) ? schema : convertSchema(parseSchema(schemaText));
  const queryTree = isObject(query) ? query : convertQuery(document);
  checkQuery(findSchema(schemaText), document);
  return [queryTree, schemaTree];
}

function findSchema(text: string): GraphQLSchema {
  const known = schemas.get(text);
  if (known !== undefined) return known;
  const schema = buildSchema(parseSchema(text));
  schemas.set(text, schema);
  return schema;
}

/** OPA counts these operands from 0. */
function sourceOf(ctx: BuiltinContext, value: Value, position: number): string {
  const text = typeof value === "string" ? value : isObject(value) ? printTree(value) : null;
  if (text === null) throw operandError(value, position, "string", "object");
  charge(ctx, text);
  return text;
}

function charge(ctx: BuiltinContext, text: string): void {
  ctx.charge?.(text.length);
}

function attempt(answer: () => Value, otherwise: Value): Value {
  try {
    return answer();
  } catch (cause) {
    if (cause instanceof BuiltinError) return otherwise;
    throw cause;
  }
}
