/** Rego whose rule `p` ends in an error. */
export interface ErrorCase {
  readonly name: string;
  readonly rego: string;
  /** Whether errors of built-ins count. */
  readonly strict?: boolean;
}

export const errorCases: readonly ErrorCase[] = [
  { name: "a rule with two values", rego: "p := x if { some x in [1, 2] }" },
  { name: "two rules with different values", rego: "p := 1\np := 2 if input.kind" },
  { name: "a function with two values", rego: "p := f(1)\nf(_) := x if { some x in [1, 2] }" },
  { name: "a partial object with two values for a key", rego: `p[k] := v if { some v in [1, 2]; k := "k" }` },
  { name: "an object comprehension with two values for a key", rego: 'p := {"k": v | some v in [1, 2]}' },
  {
    name: "a conflict inside a mocked document",
    rego: "q := x if { some x in input }\np if q with input as [1, 2]",
  },
  { name: "a division by zero that counts", rego: "p := 1 / input.zero", strict: true },
  { name: "an operand of the wrong type that counts", rego: "p := count(input.zero)", strict: true },
  { name: "text that is no number where it counts", rego: 'p := to_number("x")', strict: true },
];
