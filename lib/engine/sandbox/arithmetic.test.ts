import { expect, test } from "vitest";
import { compareWithOpa } from "../testing/against-opa";
import { testCompilerOptions } from "../testing/options";

const options = testCompilerOptions(process.env.OPA_PATH);

/** Numbers as they are written: on both sides of what fits 31, 55 and 64 bits, of either sign, and of every spelling. */
const numbers = [
  ...["0", "1", "-1", "3", "-7", "10", "2147483647", "2147483648", "-2147483648", "-2147483649"],
  ...["36028797018963967", "36028797018963968", "-36028797018963969", "999999999999999", "1000000000000000"],
  ...["9223372036854775807", "-9223372036854775808", "9223372036854775808", "123456789012345678901234567890"],
  ...["-0", "0.5", "-0.1", "0.2", "1.0", "1.10", "1e3", "1e-7", "1.5e300", "0.000001", "9007199254740993.5"],
];
const operators = ["+", "-", "*", "/"];

test("sums, differences, products and quotients are OPA's, to the letter", async () => {
  const pairs = operators.map(
    (operator) =>
      `{sprintf("%d ${operator} %d", [i, j]): t | some i; a := input[i]; some j; b := input[j]; t := json.marshal(a ${operator} b)}`,
  );
  const lengths = operators.map(
    (operator) =>
      `{sprintf("%d", [i]): t | some i; a := input[i]; t := json.marshal(count("abc") ${operator} a)}`,
  );
  const all = [
    ...pairs,
    ...lengths,
    "[json.marshal(sum([a, 0.1])) | a := input[_]]",
    "[json.marshal(product([a, 1.1])) | a := input[_]]",
  ];
  const { opa, sandbox } = await compareWithOpa(options, all, `[${numbers.join(",")}]`);
  for (const text of all) expect(sandbox.get(text), text).toEqual(opa.get(text));
  const counts = pairs.map((text) => Object.keys(opa.get(text) ?? {}).length);
  const zeros = numbers.filter((text) => Number(text) === 0).length;
  const size = numbers.length;
  expect(counts).toEqual([size ** 2, size ** 2, size ** 2, size * (size - zeros)]);
});
