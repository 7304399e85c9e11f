import {
  Kind,
  type DefinitionNode,
  type DirectiveDefinitionNode,
  type DocumentNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type SchemaDefinitionNode,
  type SchemaExtensionNode,
  type StringValueNode,
  type TypeDefinitionNode,
  type TypeExtensionNode,
} from "graphql";
import type { Value } from "../value";
import { convertDirectives, convertType, convertValue, pruned } from "./parts";

const KINDS = new Map([
  ["Scalar", "SCALAR"],
  ["Object", "OBJECT"],
  ["Interface", "INTERFACE"],
  ["Union", "UNION"],
  ["Enum", "ENUM"],
  ["InputObject", "INPUT_OBJECT"],
]);

/** The syntax tree of a schema in OPA's shape. */
export function convertSchema(document: DocumentNode): Value {
  const lists: Record<"Schema" | "SchemaExtension" | "Directives" | "Definitions" | "Extensions", Value[]> = {
    Schema: [],
    SchemaExtension: [],
    Directives: [],
    Definitions: [],
    Extensions: [],
  };
  for (const node of document.definitions) {
    if (node.kind === Kind.SCHEMA_DEFINITION) lists.Schema.push(convertRoot(node));
    else if (node.kind === Kind.SCHEMA_EXTENSION) lists.SchemaExtension.push(convertRoot(node));
    else if (node.kind === Kind.DIRECTIVE_DEFINITION) lists.Directives.push(convertDirectiveDefinition(node));
    else if (isTypeDefinition(node)) lists.Definitions.push(convertDefinition(node));
    else if (isTypeExtension(node)) lists.Extensions.push(convertDefinition(node));
  }
  return pruned(lists);
}

function isTypeDefinition(node: DefinitionNode): node is TypeDefinitionNode {
  return /TypeDefinition$/.test(node.kind);
}

function isTypeExtension(node: DefinitionNode): node is TypeExtensionNode {
  return /TypeExtension$/.test(node.kind);
}

function convertRoot(node: SchemaDefinitionNode | SchemaExtensionNode): Value {
  return pruned({
    ...described(node),
    Directives: convertDirectives(node.directives),
    OperationTypes: (node.operationTypes ?? []).map((type) => ({
      Operation: type.operation,
      Type: type.type.name.value,
    })),
  });
}

function convertDefinition(node: TypeDefinitionNode | TypeExtensionNode): Value {
  const interfaces = "interfaces" in node ? (node.interfaces ?? []) : [];
  const types = "types" in node ? (node.types ?? []) : [];
  return pruned({
    Kind: KINDS.get(node.kind.replace(/Type(?:Definition|Extension)$/, "")) ?? "",
    ...described(node),
    Name: node.name.value,
    Directives: convertDirectives(node.directives),
    Interfaces: interfaces.map((type) => type.name.value),
    Fields: "fields" in node ? (node.fields ?? []).map(convertField) : [],
    Types: types.map((type) => type.name.value),
    EnumValues: "values" in node ? (node.values ?? []).map(convertEnumValue) : [],
    BuiltIn: false,
  });
}

function convertField(node: FieldDefinitionNode | InputValueDefinitionNode): Value {
  return pruned({
    ...described(node),
    Name: node.name.value,
    Arguments: "arguments" in node ? (node.arguments ?? []).map(convertField) : [],
    DefaultValue:
      "defaultValue" in node && node.defaultValue !== undefined ? convertValue(node.defaultValue) : undefined,
    Type: convertType(node.type),
    Directives: convertDirectives(node.directives),
  });
}

function convertEnumValue(node: EnumValueDefinitionNode): Value {
  return pruned({
    ...described(node),
    Name: node.name.value,
    Directives: convertDirectives(node.directives),
  });
}

function convertDirectiveDefinition(node: DirectiveDefinitionNode): Value {
  return pruned({
    ...described(node),
    Name: node.name.value,
    Arguments: (node.arguments ?? []).map(convertField),
    Locations: node.locations.map((location) => location.value),
    IsRepeatable: node.repeatable,
  });
}

function described(node: object): Record<string, Value> {
  const { description }: { readonly description?: StringValueNode } = node;
  return { Description: description?.value ?? "" };
}
