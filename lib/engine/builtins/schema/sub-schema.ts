import type { Decimal } from "../decimal";
import type { Value } from "../value";

/** A bound of a number: to compare with, and as it is written in messages. */
export interface Bound {
  readonly value: Decimal;
  readonly text: string;
}

/** One schema, read and checked. What is not set asks for nothing. */
export interface SubSchema {
  /** A schema that is just true or false. */
  pass?: boolean;
  /** Where `$ref` leads. Set last, so that schemas may refer to themselves. */
  reference?: SubSchema;
  types: string[];
  properties: Map<string, SubSchema>;
  patternProperties: Map<string, SubSchema>;
  additionalProperties?: boolean | SubSchema;
  propertyNames?: SubSchema;
  dependencies: Map<string, readonly string[] | SubSchema>;
  items: SubSchema[];
  isSingleItem: boolean;
  additionalItems?: boolean | SubSchema;
  contains?: SubSchema;
  multipleOf?: Bound;
  minimum?: Bound;
  exclusiveMinimum?: Bound;
  maximum?: Bound;
  exclusiveMaximum?: Bound;
  minLength?: number;
  maxLength?: number;
  minProperties?: number;
  maxProperties?: number;
  minItems?: number;
  maxItems?: number;
  isUnique: boolean;
  pattern?: string;
  format: string;
  required: string[];
  constant?: string;
  /** JSON texts. */
  options?: string[];
  oneOf: SubSchema[];
  anyOf: SubSchema[];
  allOf: SubSchema[];
  not?: SubSchema;
  condition?: SubSchema;
  consequence?: SubSchema;
  alternative?: SubSchema;
}

export function emptySchema(): SubSchema {
  return {
    types: [],
    properties: new Map(),
    patternProperties: new Map(),
    dependencies: new Map(),
    items: [],
    isSingleItem: false,
    isUnique: false,
    format: "",
    required: [],
    oneOf: [],
    anyOf: [],
    allOf: [],
  };
}

/** Members of a JSON object. */
export type Members = Readonly<Record<string, Value>>;
