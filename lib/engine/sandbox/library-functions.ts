import type { Shortcut } from "./host-call-code";

/** A function of OPA's library whose place a built-in of the host takes. */
export interface HostFunction {
  /** Its name in the module: what OPA's library calls it. Functions of rules are called `g0.data.…`. */
  readonly name: string;
  readonly builtin: string;
  readonly operands: 1 | 2 | 3;
  /** The module's own calls of the host have numbers from 0. */
  readonly id: number;
  /** What the function still does by itself, without the host. */
  readonly shortcut?: Shortcut;
}

/**
 * One a line: name in the module, built-in, number of operands.
 *
 * Regular expressions: the library's make a program of each pattern anew whenever the heap was swept, keep at most a hundred
 * of which each call then frees one, maybe the one it has just used, and mean RE2's syntax instead of Go's.
 *
 * Others: in the library texts of sets and objects have the order of its tables, not that of the values; integers beyond 64
 * bits are neither formatted nor rounded right, and numbers that are no integers neither calculated nor spelled as in Go; the empty text is found, and replacing it never ends; any text of the right
 * letters is valid Base64; decoded bytes that are no UTF-8 end the evaluation later, paths with an empty part at once.
 */
const ALWAYS = `
opa_regex_match regex.match 2
opa_regex_is_valid regex.is_valid 1
opa_regex_find_all_string_submatch regex.find_all_string_submatch_n 3
opa_glob_match glob.match 3
opa_json_marshal json.marshal 1
opa_json_unmarshal json.unmarshal 1
opa_strings_concat concat 2
opa_strings_format_int format_int 2
opa_template_string internal.template_string 1
opa_strings_indexof indexof 2
opa_strings_replace replace 3
opa_strings_replace_n strings.replace_n 2
opa_arith_abs abs 1
opa_arith_round round 1
opa_arith_ceil ceil 1
opa_arith_floor floor 1
opa_agg_sum sum 1
opa_agg_product product 1
opa_base64_is_valid base64.is_valid 1
opa_base64_decode base64.decode 1
opa_base64_url_decode base64url.decode 1
builtin_json_filter json.filter 2
builtin_json_remove json.remove 2
`;

/** Those whose errors the library keeps to itself, so that only the host's can end an evaluation. */
const STRICT = `
opa_arith_plus plus 2
opa_arith_minus minus 2
opa_arith_multiply mul 2
opa_arith_divide div 2
opa_arith_rem rem 2
opa_array_concat array.concat 2
opa_array_flatten array.flatten 1
opa_array_reverse array.reverse 1
opa_array_slice array.slice 3
opa_set_diff set_diff 2
opa_set_intersection and 2
opa_set_union or 2
opa_sets_intersection intersection 1
opa_sets_union union 1
opa_bits_or bits.or 2
opa_bits_and bits.and 2
opa_bits_negate bits.negate 1
opa_bits_xor bits.xor 2
opa_bits_shiftleft bits.lsh 2
opa_bits_shiftright bits.rsh 2
opa_agg_count count 1
opa_agg_max max 1
opa_agg_min min 1
opa_agg_sort sort 1
opa_agg_all all 1
opa_agg_any any 1
opa_base64_encode base64.encode 1
opa_base64_url_encode base64url.encode 1
opa_cidr_contains net.cidr_contains 2
opa_cidr_intersects net.cidr_intersects 2
builtin_object_filter object.filter 2
builtin_object_get object.get 3
builtin_object_keys object.keys 1
builtin_object_remove object.remove 2
builtin_object_union object.union 2
builtin_object_union_n object.union_n 1
opa_strings_substring substring 3
opa_strings_lower lower 1
opa_strings_upper upper 1
opa_strings_contains contains 2
opa_strings_startswith startswith 2
opa_strings_endswith endswith 2
opa_strings_reverse strings.reverse 1
opa_strings_split split 2
opa_strings_trim trim 2
opa_strings_trim_left trim_left 2
opa_strings_trim_prefix trim_prefix 2
opa_strings_trim_right trim_right 2
opa_strings_trim_suffix trim_suffix 2
opa_strings_trim_space trim_space 1
opa_numbers_range numbers.range 2
opa_to_number to_number 1
builtin_graph_reachable graph.reachable 2
`;

const FIRST_ID = -2;

const always = read(ALWAYS, FIRST_ID);

/** Functions whose place the host takes in a module for evaluations that an error of any built-in ends. */
export const strictFunctions: readonly HostFunction[] = [
  ...always,
  ...read(STRICT, FIRST_ID - always.length),
];

/** Of the arithmetic the host does what is more than adding small integers; that is not worth the way to it. */
const shortcuts = new Map<string, Shortcut>([
  ["plus", "add"],
  ["minus", "sub"],
  ["mul", "mul"],
  ["div", "div"],
]);

/** Functions whose place the host takes in every other module. */
export const hostFunctions: readonly HostFunction[] = [
  ...always,
  ...strictFunctions.flatMap((one) => {
    const shortcut = shortcuts.get(one.builtin);
    return shortcut === undefined ? [] : [{ ...one, shortcut }];
  }),
];

function read(table: string, firstId: number): HostFunction[] {
  return table
    .trim()
    .split("\n")
    .map((line, index) => {
      const [name = "", builtin = "", operands] = line.split(" ");
      return {
        name,
        builtin,
        operands: operands === "1" ? 1 : operands === "2" ? 2 : 3,
        id: firstId - index,
      };
    });
}
