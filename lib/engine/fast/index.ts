export { FastProgram } from "./program";
export { FastRefusal } from "./plan/refusal";
export { FastRunner, type FastLimits } from "./runner";
export { parseInput } from "./parse-input";
export { BuiltSet } from "./runtime/built-set";
