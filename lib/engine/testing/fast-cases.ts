/** Rego in a package of its own whose rule `p` is asked. */
export interface FastCase {
  readonly name: string;
  readonly rego: string;
}

/** An object whose keys are names that JavaScript objects inherit, and whose numbers a double does not keep. */
export const hostileInput = `{
  "kind": "Deployment",
  "zero": 0,
  "parameters": {"limit": 3, "names": ["b", "a"]},
  "hostile": {
    "__proto__": {"polluted": true}, "constructor": 1, "toString": [1], "length": 7, "hasOwnProperty": null,
    "valueOf": "v", "items": 4, "size": 5, "has": 6, "\\u2028": 8, "\\"; throw 1; //": 9, "\\ud83d\\ude00": 10, "\\uffff": 11
  },
  "numbers": [1, 1.0, 1e3, 0.1, 10, 9007199254740993, -0, 12345678901234567890, 1.5e300, 100],
  "list": [{"n": 3, "k": "c"}, {"n": 1, "k": "a"}, {"n": 2, "k": "b"}],
  "map": {"z": 1, "a": 2, "m": 3, "10": 4, "9": 5},
  "empty": {"list": [], "map": {}, "text": ""},
  "deep": {"a": {"b": {"c": {"d": 1}}}},
  "flag": false,
  "nothing": null,
  "text": "a\\u0000b \\ud83d\\ude00"
}`;

const order: readonly FastCase[] = [
  { name: "array_from_object", rego: "p := [[k, v] | some k, v in input.map]" },
  { name: "array_from_set", rego: 'p := [x | some x in {"b", "a", "c", 10, 9, [1], {"k": 1}, null, true}]' },
  { name: "array_from_nested_scans", rego: "p := [[a, b] | some a, _ in input.map; some b in {2, 1}]" },
  {
    name: "array_inside_set",
    rego: "p := {[x, ys] | some x in {2, 1}; ys := [y | some y, _ in input.map; y != x]}",
  },
  { name: "array_from_hostile_keys", rego: "p := [k | some k, _ in input.hostile]" },
  { name: "array_of_mixed_keys", rego: 'p := [k | some k, _ in {1: 1, "a": 2, [2]: 3, null: 4, {"x"}: 5}]' },
  { name: "text_from_set", rego: 'p := concat(",", {x | some x, _ in input.map})' },
  { name: "set_of_sets", rego: "p := {{x, y} | some x in [1, 2]; some y in [2, 1]}" },
  { name: "rule_set_order", rego: "q contains k if some k, _ in input.map\np := [x | some x in q]" },
  { name: "equal_numbers_in_sets", rego: "p := count({x | some x in [1, 1.0, 1e0, 2, 2.0]})" },
];

const hostile: readonly FastCase[] = [
  {
    name: "inherited_names_present",
    rego: 'p := [input.hostile["__proto__"], input.hostile.constructor, input.hostile.toString, input.hostile.length]',
  },
  {
    name: "inherited_names_absent",
    rego: 'p := [x | some k in ["__proto__", "constructor", "toString", "valueOf", "length", "size", "items", "has", "add", "entries", "text"]; x := input.map[k]]',
  },
  {
    name: "constant_names_absent",
    rego: "p if { not input.map.constructor; not input.map.__proto__; not input.list.length; not input.text.length; not input.map.items }",
  },
  {
    name: "inherited_names_of_sets",
    rego: 's := {"a", "size"}\np := [s.size, [x | x := s.items], [x | x := s.has]]',
  },
  {
    name: "inherited_names_of_maps",
    rego: 'm := {k: v | some [k, v] in [[1, 2], ["get", 3], [input.kind, 4]]}\np := [m.get, [x | x := m.entries], [x | x := m.set]]',
  },
  { name: "built_object_with_proto", rego: 'p := {"__proto__": input.kind, "constructor": 1, "x": 2}' },
  { name: "comprehension_with_proto", rego: "p := {k: v | some k, v in input.hostile}" },
  { name: "partial_object_with_proto", rego: "p[k] := v if some k, v in input.hostile" },
  { name: "compare_hostile", rego: "p := input.hostile == {k: v | some k, v in input.hostile}" },
  {
    name: "proto_is_no_prototype",
    rego: 'p := [x | o := {k: {"polluted": 1} | some k, _ in input.hostile}; x := o.polluted]',
  },
  {
    name: "text_keys",
    rego: 'p := [input.hostile["\\u2028"], input.hostile["\\"; throw 1; //"], input.hostile["\\ud83d\\ude00"]]',
  },
  {
    name: "keys_that_are_code",
    rego: 'p := {"`${1}`": "\\"); throw 1; (\\"", "*/": "\\\\", "</script>": "\\u2029\\n"}',
  },
  {
    name: "mock_hostile_member",
    rego: 'q := input.hostile["__proto__"]\np := x if { x := q with input.hostile["__proto__"] as 5 }',
  },
  {
    name: "union_of_hostile",
    rego: 'p := object.union(input.hostile, {"__proto__": 1, "constructor": {"a": 1}})',
  },
];

const numbers: readonly FastCase[] = [
  { name: "numbers_keep_text", rego: "p := input.numbers" },
  {
    name: "literals_keep_text",
    rego: "p := [1, 1.0, 1e3, 0.1, 9007199254740993, 12345678901234567890, -5, 100]",
  },
  {
    name: "equal_across_spellings",
    rego: "p := [input.numbers[0] == input.numbers[1], input.numbers[5] == 9007199254740993, input.numbers[5] == 9007199254740992, 1000 == input.numbers[2]]",
  },
  { name: "order_of_numbers", rego: "p := sort(input.numbers)" },
  {
    name: "sums",
    rego: "p := [input.numbers[5] + 1, 0.1 + 0.2, 9007199254740991 + 1, 3 - 5, 4 * 2.5, 7 / 2, 6 / 3, -7 % 3, 9007199254740991 * 9007199254740991]",
  },
  { name: "division_by_zero_is_undefined", rego: "p := 1 / input.zero" },
  {
    name: "number_keys",
    rego: 'p := [{1: "a"}[1.0], input.list[1].n, [x | x := input.list[5]], [x | x := input.list["1"]]]',
  },
  { name: "member_of_other_spelling", rego: "p := [1.0 in [1], 1 in {1.0}, 2 in {1.0}, 1000 in {1e3, 5}]" },
  {
    name: "count_of_code_points",
    rego: 'p := [count(input.text), count("é"), count(input.map), count({1, 1.0})]',
  },
];

const withCases: readonly FastCase[] = [
  {
    name: "with_nested",
    rego: 'q := input.a + data.inventory.x.b[0]\np := [a, b] if { a := q with input as {"a": 1}; b := q with input.a as 5 with data.inventory.x.b as [7] }',
  },
  {
    name: "with_restores_memo",
    rego: 'q := input.kind\np := [a, b, c] if { a := q; b := q with input.kind as "other"; c := q }',
  },
  {
    name: "with_undefined_restores",
    rego: 'q := input.kind\nr if { q == "x"; input.none }\np := [a, b] if { a := [1 | r with input.kind as "x"]; b := q }',
  },
  {
    name: "with_inside_with",
    rego: "q := input.a\nr := [q, s] if { s := q with input.a as 2 }\np := [x, y] if { x := r with input.a as 1; y := [z | z := q] }",
  },
  { name: "with_deep_path", rego: "p := x if { x := input.deep with input.deep.a.new.path as 1 }" },
  { name: "with_path_through_scalar", rego: "p := x if { x := input.kind with input.kind.a as 1 }" },
  {
    name: "with_keeps_the_rest",
    rego: "p := x if { x := object.keys(input.deep.a) with input.deep.a.z as 1 }",
  },
  {
    name: "with_data",
    rego: "q := data.inventory.x\np := [a, b] if { a := q with data.inventory.x as 1; b := q.a }",
  },
  { name: "with_rule_mock", rego: "r := 1\nq := r + 1\np := [a, b] if { a := q with r as 10; b := q }" },
  {
    name: "with_function_mock",
    rego: "f(x) := x + 1\ng(x) := x * 10\nq := f(3)\np := [a, b] if { a := q with f as g; b := q }",
  },
  {
    name: "with_builtin_mock",
    rego: "q := count(input.list)\np := [a, b] if { a := q with count as 42; b := q }",
  },
  {
    name: "with_in_a_loop",
    rego: "q := input.v * 2\np := [y | some x in [1, 2, 3]; y := q with input.v as x]",
  },
  {
    name: "with_in_negation",
    rego: 'q if input.kind == "x"\np if { not q; q with input.kind as "x"; not q }',
  },
  { name: "with_in_every", rego: "q if input.v > 0\np if { every x in [1, 2] { q with input.v as x } }" },
];

const rules: readonly FastCase[] = [
  {
    name: "else_chain",
    rego: "f(x) := 1 if { x == 1 } else := 2 if { x == 2 } else := 3\np := [f(1), f(2), f(9)]",
  },
  {
    name: "else_after_undefined",
    rego: "p := 1 if { input.none } else := 2 if { input.flag } else := 3 if { input.nothing == null }",
  },
  { name: "default_rule", rego: 'default p := ["none"]\np := [1] if input.none' },
  { name: "default_function", rego: 'default f(_) := 0\nf(x) := 1 if x > 5\np := [f(1), f(6), f("x")]' },
  {
    name: "false_and_null",
    rego: "p := [a, b, c] if { a := input.flag; b := input.nothing; c := [1 | input.flag] }",
  },
  {
    name: "every_on_everything",
    rego: 'p := [x | some k in ["list", "map"]; every y in input.empty[k] { y > 100 }; x := k]',
  },
  { name: "every_fails", rego: "p if { every v in input.map { v < 5 } }" },
  { name: "every_holds", rego: "p if { every k, v in input.map { v < 6; is_string(k) } }" },
  { name: "some_in", rego: "p := {[k, v] | some k, v in input.list; v.n > 1}" },
  { name: "some_in_set_key", rego: 'p := {[k, v] | some k, v in {"a", "b"}}' },
  { name: "negation", rego: "p := [x | some x in [1, 2, 3]; not x in {2}; not input.none; not x == 5]" },
  { name: "negated_comprehension", rego: "p if not count([x | some x in input.list; x.n > 5]) > 0" },
  {
    name: "nested_comprehensions",
    rego: "p := {x.k: [{y.n | some y in input.list; y.n >= z} | some z in [x.n]] | some x in input.list}",
  },
  {
    name: "comprehension_closure",
    rego: "p := [ys | some x in [1, 2]; ys := [z | some y in [10, 20]; z := x + y]]",
  },
  { name: "partial_set", rego: 'p contains x.k if some x in input.list\np contains "extra"' },
  {
    name: "nested_partial_object",
    rego: 'q[x.k][y] := x.n if { some x in input.list; some y in ["p", "q"] }\np := q',
  },
  {
    name: "nested_partial_set",
    rego: "q[x.k] contains y if { some x in input.list; some y in [1, x.n] }\np := q",
  },
  { name: "partial_object_of_numbers", rego: "q[x.n] := x.k if some x in input.list\np := [q, q[2]]" },
  { name: "ref_head_below_partial", rego: "q.a[x] := 1 if some x in [1, 2]\nq.b.c := 2\np := q" },
  { name: "unification", rego: 'p := [a, b, c] if { [a, {"k": b}, c] = [1, {"k": 2}, input.kind] }' },
  { name: "unification_of_sizes", rego: "p if { [a, b] = input.numbers }" },
  {
    name: "constants_in_sets",
    rego: 'p := [x | some x in [null, false, true, "a", 0]; not x in {null, false, "a"}]',
  },
  {
    name: "large_constant_set",
    rego: `s := {${Array.from({ length: 40 }, (_, index) => `"k${index}", [${index}]`).join(", ")}}\np := [s["k7"], [39] in s, [40] in s, count(s)]`,
  },
  {
    name: "shared_literal_is_not_written",
    rego: 'a := {"k": {1, 2}}\nq[k] := v if some k, v in a\np := [q, a]',
  },
  {
    name: "function_on_patterns",
    rego: 'f({"k": k}, [x, _]) := [k, x]\nf(1, _) := "one"\np := [f({"k": 1}, [2, 3]), f(1, 5), [z | z := f({"k": 1}, [2])]]',
  },
  {
    name: "object_get",
    rego: 'p := [object.get(input, "kind", 1), object.get(input, ["deep", "a", "b"], 1), object.get(input, ["deep", "x", "b"], 1), object.get(input, ["list", 0, "k"], 1), object.get(input.flag, "a", 2), object.get(input, [], 3).kind, object.get(input, ["kind", "x"], 4), object.get(input, "__proto__", 5)]',
  },
  { name: "whole_input", rego: "p := [object.keys(input), count(input), [k | some k, _ in input]]" },
  {
    name: "set_operators",
    rego: 'p := [{1, 2} & {2.0, 3}, {1} | {"a"}, {1, 2} - {1}, union({{1}, {2}}), intersection({{1, 2}, {2}})]',
  },
  {
    name: "comparisons",
    rego: 'p := [1 < "a", [1, 2] < [1, 3], {"a": 1} < {"b": 0}, {1} > {0, 2}, null < false, "Z" < "a", "\\ud83d\\ude00" > "\\uffff"]',
  },
];

const documents: readonly FastCase[] = [
  { name: "base", rego: "doc.virtual := 2\ndoc.nested.right := 2\np := doc" },
  { name: "walk_data", rego: "p := {path | walk(data.inventory, [path, value]); not is_object(value)}" },
  {
    name: "dynamic_reference",
    rego: 'rules.a.v := 1\nrules.b.v := input.kind\np := {k: v | some k in ["a", "b", "c"]; v := rules[k].v}',
  },
  { name: "virtual_as_value", rego: "t.x := 1\nt.y.z contains 2\np := [t, t.y, [k | some k, _ in t]]" },
  { name: "missing_documents", rego: "p := [x | x := data.nowhere.at.all]" },
  { name: "inventory_scan", rego: "p := [[k, v] | some k, v in data.inventory.x]" },
  {
    name: "stored_literals",
    rego: 'p contains data.stored.map[2]\np contains data.stored.list[1.0]\np contains data.stored.list["02"]\np contains data.stored.map[1.5].deep[0]',
  },
  {
    name: "stored_by_text",
    rego: `p := [[k, kind, v] | some k in [0, 1, 1.0, 1e0, 2, 2.0, -0, -0.0, 1.5, -1, "1", "1.0", "+1", "-0", ".", "", "1e0", true, null, [1]]
      some kind in ["map", "list", "missing"]; v := data.stored[kind][k]]`,
  },
  {
    name: "stored_in_a_variable",
    rego: "p := [[k, v] | some k in [2, 1.0]; some x in [data.stored.map, data.stored.list]; v := x[k]]",
  },
  {
    name: "stored_and_replaced",
    rego: 'x := data.stored.map[2]\np := [a, b] if { a := x with data.stored.map as {2: "w"}; b := x with input as 1 }',
  },
  {
    name: "positions",
    rego: `p := [[k, v] | some k in [0, 1, 1.0, 1.00, 1e0, 10e-1, -0, -0.0, 0e0, -1, 9, 1.5, "1", 1e300, 0.0000000000000000000, 1.000000000000000000]
      v := input.list[k]]`,
  },
  {
    name: "positions_of_members",
    rego: "p := [[k, object.get(input.list, [k], null)] | some k in [1.0, 1e0]; k, input.list[1] in input.list]",
  },
];

export const fastCases: readonly FastCase[] = [
  ...order,
  ...hostile,
  ...numbers,
  ...withCases,
  ...rules,
  ...documents,
];

/** Rego v0. */
export const legacyCases: readonly FastCase[] = [
  { name: "legacy_partial_set", rego: 'p[x] { x := input.list[_].k }\np["y"] { input.kind }' },
  { name: "legacy_partial_object", rego: "p[k] = v { v := input.map[k] }" },
  { name: "legacy_function", rego: "f(x) = y { y := x + 1 } else = 0 { true }\np = [f(1), f(null)]" },
  {
    name: "legacy_index",
    rego: "p = x { some i, j; input.list[i].n > input.list[j].n; input.list[j].n > 1; x := [i, j] }",
  },
  { name: "legacy_order", rego: "p = [k | input.map[k]]" },
  { name: "legacy_default", rego: "default p = false\np { input.none }" },
  { name: "legacy_casts", rego: "p = [cast_array({2, 1}), set_diff({1, 2}, {1})]" },
];
