/** Kinds of values that expressions are made for. `small` is a whole number that loops may count to, `encoded` is what decodes
 * to UTF-8 (elsewhere OPA keeps bytes that are none), `any` is anything. */
export type Kind =
  | "text"
  | "number"
  | "small"
  | "boolean"
  | "list"
  | "texts"
  | "numbers"
  | "object"
  | "set"
  | "sets"
  | "pattern"
  | "encoded"
  | "any";

/** A call of a built-in with operands that it takes. */
export interface TypedCall {
  readonly result: Kind;
  readonly name: string;
  readonly operands: readonly Kind[];
}

/** One a line: kind of the result, name, kinds of the operands. */
const table = `
text upper text
text lower text
text trim_space text
text strings.reverse text
text base64.encode text
text base64.decode encoded
text base64url.encode text
text base64url.encode_no_pad text
text base64url.decode encoded
text hex.encode text
text hex.decode encoded
text urlquery.encode text
text urlquery.decode encoded
text urlquery.encode_object object
text json.marshal any
text json.marshal text
text json.marshal number
text yaml.marshal any
text type_name any
text crypto.md5 text
text crypto.sha1 text
text concat text texts
text replace text text text
text substring text small small
text trim text text
text trim_left text text
text trim_right text text
text trim_prefix text text
text trim_suffix text text
text format_int number small
text glob.quote_meta text
text strings.replace_n object text
text regex.replace text pattern text
number count any
number count text
number sum numbers
number product numbers
any max list
any min set
any max numbers
number abs number
number round number
number ceil number
number floor number
number to_number text
number to_number number
number bits.and small small
number bits.or small small
number bits.xor small small
number bits.negate small
number bits.lsh small small
number bits.rsh small small
number indexof text text
number strings.count text text
number semver.compare text text
number units.parse text
number units.parse_bytes text
number time.parse_rfc3339_ns text
list time.date number
text time.weekday number
list time.clock number
boolean contains text text
boolean startswith text text
boolean endswith text text
boolean regex.match pattern text
boolean regex.is_valid text
boolean json.is_valid text
boolean yaml.is_valid text
boolean base64.is_valid text
boolean semver.is_valid text
boolean object.subset object object
boolean object.subset set set
boolean object.subset list list
boolean object.subset list set
boolean net.cidr_is_valid text
boolean net.cidr_contains text text
boolean net.cidr_intersects text text
boolean strings.any_prefix_match texts texts
boolean strings.any_suffix_match texts texts
boolean is_string any
boolean is_number any
boolean is_object any
boolean is_set any
boolean is_array any
boolean is_boolean any
boolean is_null any
texts split text text
texts strings.split_n text text small
texts regex.split pattern text
texts regex.find_n pattern text small
list regex.find_all_string_submatch_n pattern text small
list array.concat list list
list array.concat texts numbers
list array.reverse list
list array.flatten list
list array.slice list small small
list sort list
list sort set
list numbers.range small small
list numbers.range_step small small small
list indexof_n text text
object object.union object object
object object.remove object list
object object.remove object set
object object.filter object texts
object object.filter object set
object json.filter object texts
object json.remove object texts
object json.patch object list
any object.get object text any
any object.get object texts any
object uri.parse text
object urlquery.decode_object text
object graph.reachable_paths object texts
set graph.reachable object texts
set object.keys object
set union sets
set intersection sets
any json.unmarshal text
any yaml.unmarshal text
texts net.cidr_merge texts
`;

const KINDS: readonly Kind[] = [
  ...(["text", "number", "small", "boolean", "list", "texts", "numbers"] as const),
  ...(["object", "set", "sets", "pattern", "encoded", "any"] as const),
];

function kindOf(word: string | undefined): Kind {
  const found = KINDS.find((kind) => kind === word);
  if (found === undefined) throw new Error(`There is no kind ${word ?? ""}`);
  return found;
}

export const typedCalls: readonly TypedCall[] = table
  .trim()
  .split("\n")
  .map((line) => {
    const [result, name = "", ...operands] = line.split(" ");
    return { result: kindOf(result), name, operands: operands.map(kindOf) };
  });
