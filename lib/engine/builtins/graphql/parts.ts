import {
  Kind,
  type ArgumentNode,
  type ConstDirectiveNode,
  type DirectiveNode,
  type TypeNode,
  type ValueNode,
} from "graphql";
import { isArray, isObject, type Value } from "../value";

/** An object without what is null or empty: OPA prunes its syntax trees so. */
export function pruned(members: Readonly<Record<string, Value | undefined>>): Record<string, Value> {
  const kept: Record<string, Value> = {};
  for (const [key, value] of Object.entries(members)) {
    if (value === undefined || value === null) continue;
    if (isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0) continue;
    kept[key] = value;
  }
  return kept;
}

export function convertType(type: TypeNode): Value {
  const isNonNull = type.kind === Kind.NON_NULL_TYPE;
  const inner = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  return inner.kind === Kind.LIST_TYPE
    ? { NamedType: "", Elem: convertType(inner.type), NonNull: isNonNull }
    : { NamedType: inner.name.value, NonNull: isNonNull };
}

export function convertDirectives(
  directives: readonly (DirectiveNode | ConstDirectiveNode)[] | undefined,
): Value[] {
  return (directives ?? []).map((directive) =>
    pruned({
      Name: directive.name.value,
      Arguments: convertArguments(directive.arguments),
      Location: "",
    }),
  );
}

export function convertArguments(nodes: readonly ArgumentNode[] | undefined): Value[] {
  return (nodes ?? []).map((node) =>
    pruned({
      Name: node.name.value,
      Value: convertValue(node.value),
    }),
  );
}

export function convertValue(node: ValueNode): Value {
  return pruned({
    ...rawValue(node),
    ExpectedTypeHasDefault: false,
  });
}

/** Kinds are the numbers of OPA's parser. */
function rawValue(node: ValueNode): Record<string, Value> {
  switch (node.kind) {
    case Kind.VARIABLE:
      return { Kind: 0, Raw: node.name.value };
    case Kind.INT:
      return { Kind: 1, Raw: node.value };
    case Kind.FLOAT:
      return { Kind: 2, Raw: node.value };
    case Kind.STRING:
      return { Kind: node.block === true ? 4 : 3, Raw: node.value };
    case Kind.BOOLEAN:
      return { Kind: 5, Raw: String(node.value) };
    case Kind.NULL:
      return { Kind: 6, Raw: "null" };
    case Kind.ENUM:
      return { Kind: 7, Raw: node.value };
    case Kind.LIST:
      return {
        Kind: 8,
        Raw: "",
        Children: node.values.map((value) => ({ Name: "", Value: convertValue(value) })),
      };
    case Kind.OBJECT:
      return {
        Kind: 9,
        Raw: "",
        Children: node.fields.map((field) => ({ Name: field.name.value, Value: convertValue(field.value) })),
      };
  }
}
