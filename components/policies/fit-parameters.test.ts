import { expect, test } from "vitest";
import type { JsonObject } from "@/lib/domain/json";
import { fitParameters } from "./fit-parameters";

const schema = (properties: JsonObject, rest: JsonObject = {}): JsonObject => ({
  type: "object",
  properties,
  ...rest,
});

test("values that the newer version knows are taken as they are", () => {
  const fitted = fitParameters(schema({ image: { type: "string" }, max: { type: "integer", default: 3 } }), {
    image: "a",
    max: 5,
  });
  expect(fitted).toEqual({ values: { image: "a", max: 5 }, dropped: [], errors: [] });
});

test("a value without a place is dropped and named; with an open schema it stays", () => {
  const values = { old: "x", image: "a" };
  expect(fitParameters(schema({ image: { type: "string" } }), values)).toEqual({
    values: { image: "a" },
    dropped: ["old"],
    errors: [],
  });
  expect(
    fitParameters(schema({ image: { type: "string" } }, { additionalProperties: true }), values),
  ).toMatchObject({ values, dropped: [] });
});

test("a value of another type and one that is newly required are told by their paths", () => {
  const { errors } = fitParameters(
    schema({ max: { type: "integer" }, team: { type: "string" } }, { required: ["team"] }),
    { max: "five" },
  );
  expect(errors.map(({ path }) => path).sort()).toEqual(["max", "team"]);
});
