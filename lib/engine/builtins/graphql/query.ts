import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type VariableDefinitionNode,
} from "graphql";
import type { Value } from "../value";
import { convertArguments, convertDirectives, convertType, convertValue, pruned } from "./parts";

/** The syntax tree of a query in OPA's shape. */
export function convertQuery(document: DocumentNode): Value {
  const operations: Value[] = [];
  const fragments: Value[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(convertOperation(definition));
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.push(convertFragment(definition));
  }
  return pruned({ Operations: operations, Fragments: fragments });
}

function convertOperation(node: OperationDefinitionNode): Value {
  return pruned({
    Operation: node.operation,
    Name: node.name?.value ?? "",
    VariableDefinitions: (node.variableDefinitions ?? []).map(convertVariable),
    Directives: convertDirectives(node.directives),
    SelectionSet: node.selectionSet.selections.map(convertSelection),
  });
}

function convertFragment(node: FragmentDefinitionNode): Value {
  return pruned({
    Name: node.name.value,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- OPA's parser reads them too
    VariableDefinition: (node.variableDefinitions ?? []).map(convertVariable),
    TypeCondition: node.typeCondition.name.value,
    Directives: convertDirectives(node.directives),
    SelectionSet: node.selectionSet.selections.map(convertSelection),
  });
}

function convertVariable(node: VariableDefinitionNode): Value {
  return pruned({
    Variable: node.variable.name.value,
    Type: convertType(node.type),
    DefaultValue: node.defaultValue === undefined ? undefined : convertValue(node.defaultValue),
    Directives: convertDirectives(node.directives),
    Used: false,
  });
}

function convertSelection(node: SelectionNode): Value {
  const shared = {
    Directives: convertDirectives(node.directives),
  };
  switch (node.kind) {
    case Kind.FIELD:
      return pruned({
        Alias: node.alias?.value ?? node.name.value,
        Name: node.name.value,
        Arguments: convertArguments(node.arguments),
        SelectionSet: (node.selectionSet?.selections ?? []).map(convertSelection),
        ...shared,
      });
    case Kind.FRAGMENT_SPREAD:
      return pruned({ Name: node.name.value, ...shared });
    case Kind.INLINE_FRAGMENT:
      return pruned({
        TypeCondition: node.typeCondition?.name.value ?? "",
        SelectionSet: node.selectionSet.selections.map(convertSelection),
        ...shared,
      });
  }
}
