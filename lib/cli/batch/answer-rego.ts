import type { Programs } from "../engine/programs";
import type { QueryPool } from "../engine/query-pool";
import { errorAnswer } from "./answers";
import type { RegoRequest } from "./parse-line";
import { faultAnswer } from "./verdict-answer";

/** The answer to a line of raw Rego. */
export async function answerRego(
  programs: Programs,
  queries: QueryPool,
  request: RegoRequest,
): Promise<string> {
  const { idText, modules, version, entrypoint, inputJson, dataJson, strictErrors } = request;
  const compiled = await programs.find({ modules, regoVersion: version }, entrypoint, strictErrors);
  if (!compiled.ok) return errorAnswer(idText, compiled.fault);
  const nowNs = `${Date.now()}000000`;
  const answer = await queries.evaluate(compiled.program, { inputJson, dataJson, nowNs, strictErrors });
  switch (answer.status) {
    case "defined":
      return `{"id":${idText},"result":${answer.json}}`;
    case "undefined":
      return `{"id":${idText},"undefined":true}`;
    case "error":
      return errorAnswer(idText, faultAnswer(answer.error));
  }
}
