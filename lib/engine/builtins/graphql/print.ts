import { getField, isArray, isObject, type RecordValue, type RegoMap, type Value } from "../value";

type ObjectValue = RecordValue | RegoMap;

/** GraphQL text of a syntax tree in OPA's shape, of a query or a schema. What the tree lacks is left out. */
export function printTree(tree: ObjectValue): string {
  return [
    ...list(tree, "Operations").map(operation),
    ...list(tree, "Fragments").map(
      (node) =>
        `fragment ${text(node, "Name")} on ${text(node, "TypeCondition")}${directives(node)} ${selections(node)}`,
    ),
    ...list(tree, "Schema").map((node) => `${description(node)}schema${directives(node)} ${rootTypes(node)}`),
    ...list(tree, "SchemaExtension").map((node) => `extend schema${directives(node)} ${rootTypes(node)}`),
    ...list(tree, "Directives").map(directiveDefinition),
    ...list(tree, "Definitions").map((node) => description(node) + definition(node)),
    ...list(tree, "Extensions").map((node) => `extend ${definition(node)}`),
  ].join("\n");
}

function operation(node: ObjectValue): string {
  const variables = list(node, "VariableDefinitions").map(
    (variable) =>
      `$${text(variable, "Variable")}: ${type(getField(variable, "Type"))}${fallback(variable)}${directives(variable)}`,
  );
  const head = `${text(node, "Operation") || "query"} ${text(node, "Name")}`;
  return `${head}${inBrackets(variables)}${directives(node)} ${selections(node)}`;
}

function selections(node: ObjectValue): string {
  const items = list(node, "SelectionSet").map((item) => {
    const rest = `${directives(item)} ${selections(item)}`;
    if (getField(item, "Alias") !== undefined) {
      const alias = text(item, "Alias");
      const name = text(item, "Name");
      return `${alias === name ? "" : `${alias}: `}${name}${args(item)}${rest}`;
    }
    if (getField(item, "Name") !== undefined) return `...${text(item, "Name")}${directives(item)}`;
    const condition = text(item, "TypeCondition");
    return `...${condition === "" ? "" : ` on ${condition}`}${rest}`;
  });
  return items.length === 0 ? "" : `{ ${items.join("\n")} }`;
}

const KEYWORDS = new Map([
  ["SCALAR", "scalar"],
  ["OBJECT", "type"],
  ["INTERFACE", "interface"],
  ["UNION", "union"],
  ["ENUM", "enum"],
  ["INPUT_OBJECT", "input"],
]);

function definition(node: ObjectValue): string {
  const interfaces = texts(node, "Interfaces");
  const types = texts(node, "Types");
  const values = list(node, "EnumValues").map(
    (value) => `${description(value)}${text(value, "Name")}${directives(value)}`,
  );
  const members = [...list(node, "Fields").map(field), ...values];
  return [
    `${KEYWORDS.get(text(node, "Kind")) ?? ""} ${text(node, "Name")}`,
    interfaces.length === 0 ? "" : ` implements ${interfaces.join(" & ")}`,
    directives(node),
    types.length === 0 ? "" : ` = ${types.join(" | ")}`,
    members.length === 0 ? "" : ` {\n${members.join("\n")}\n}`,
  ].join("");
}

function field(node: ObjectValue): string {
  const parameters = inBrackets(list(node, "Arguments").map(field));
  const head = `${description(node)}${text(node, "Name")}${parameters}`;
  return `${head}: ${type(getField(node, "Type"))}${fallback(node)}${directives(node)}`;
}

function directiveDefinition(node: ObjectValue): string {
  const repeatable = getField(node, "IsRepeatable") === true ? " repeatable" : "";
  const parameters = inBrackets(list(node, "Arguments").map(field));
  return `${description(node)}directive @${text(node, "Name")}${parameters}${repeatable} on ${texts(node, "Locations").join(" | ")}`;
}

function rootTypes(node: ObjectValue): string {
  const types = list(node, "OperationTypes").map(
    (root) => `${text(root, "Operation")}: ${text(root, "Type")}`,
  );
  return types.length === 0 ? "" : `{ ${types.join("\n")} }`;
}

function directives(node: ObjectValue): string {
  return list(node, "Directives")
    .map((directive) => ` @${text(directive, "Name")}${args(directive)}`)
    .join("");
}

function args(node: ObjectValue): string {
  return inBrackets(
    list(node, "Arguments").map((item) => `${text(item, "Name")}: ${value(getField(item, "Value"))}`),
  );
}

function fallback(node: ObjectValue): string {
  const given = getField(node, "DefaultValue");
  return given === undefined ? "" : ` = ${value(given)}`;
}

function value(node: Value | undefined): string {
  if (node === undefined || !isObject(node)) return "null";
  const raw = text(node, "Raw");
  const children = list(node, "Children");
  switch (getField(node, "Kind")) {
    case 0:
      return `$${raw}`;
    case 3:
    case 4:
      return JSON.stringify(raw);
    case 8:
      return `[${children.map((child) => value(getField(child, "Value"))).join(", ")}]`;
    case 9:
      return `{${children.map((child) => `${text(child, "Name")}: ${value(getField(child, "Value"))}`).join(", ")}}`;
    default:
      return raw;
  }
}

function type(node: Value | undefined): string {
  if (node === undefined || !isObject(node)) return "";
  const element = getField(node, "Elem");
  const name = element === undefined ? text(node, "NamedType") : `[${type(element)}]`;
  return getField(node, "NonNull") === true ? `${name}!` : name;
}

function description(node: ObjectValue): string {
  const given = text(node, "Description");
  return given === "" ? "" : `${JSON.stringify(given)} `;
}

function inBrackets(items: readonly string[]): string {
  return items.length === 0 ? "" : `(${items.join(", ")})`;
}

function list(node: ObjectValue, key: string): ObjectValue[] {
  const items = getField(node, key);
  return items !== undefined && isArray(items) ? items.filter(isObject) : [];
}

function texts(node: ObjectValue, key: string): string[] {
  const items = getField(node, key);
  return items !== undefined && isArray(items) ? items.filter((item) => typeof item === "string") : [];
}

function text(node: ObjectValue, key: string): string {
  const found = getField(node, key);
  return typeof found === "string" ? found : "";
}
