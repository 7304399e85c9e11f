import { toFailure } from "@/lib/engine/sandbox/failure";
import type { Judge } from "@/lib/engine/types";
import { errorAnswer, InvalidLine, invalidAnswer, type Fault } from "./answers";
import { judgeLines, type ObjectVerdict } from "./judge-lines";
import type { JudgedLine } from "./judge-places";
import { parseLine, type RegoRequest, type TemplateRequest } from "./parse-line";
import type { Policies } from "./policies";
import type { InputLine } from "./read-lines";
import { faultAnswer, verdictAnswer } from "./verdict-answer";

/** What lines are answered with. `library` is there when the first template line asks for it. */
export interface LineEngine {
  readonly library: () => Promise<Library>;
  readonly rego: (request: RegoRequest) => Promise<string>;
}

interface Library {
  readonly policies: Policies;
  readonly judge: Judge;
}

/**
 * The answers to a group of lines, in their order. A fault of the machine is the answer to the line it concerns; the run goes on.
 *
 * @throws what `library` throws: without templates nothing can be answered
 */
export async function answerLines(engine: LineEngine, lines: readonly InputLine[]): Promise<string[]> {
  const answers = lines.map(() => "");
  const pending: Promise<void>[] = [];
  const templateLines: TemplateLine[] = [];
  for (const [place, { number, text }] of lines.entries()) {
    const parsed = text === null ? NOT_UTF8 : parseLine(text);
    if (!parsed.ok) answers[place] = invalidAnswer(parsed.idText, number, parsed.fault);
    else if (parsed.request.type === "template")
      templateLines.push({ place, number, request: parsed.request });
    else pending.push(answerRego(engine, parsed.request, (answer) => (answers[place] = answer)));
  }
  if (templateLines.length > 0) await answerTemplates(await engine.library(), templateLines, answers);
  await Promise.all(pending);
  return answers;
}

async function answerRego(
  engine: LineEngine,
  request: RegoRequest,
  settle: (answer: string) => void,
): Promise<void> {
  try {
    settle(await engine.rego(request));
  } catch (cause) {
    settle(errorAnswer(request.idText, faultOf(cause)));
  }
}

const NOT_UTF8 = {
  ok: false,
  idText: "null",
  fault: new InvalidLine("The line is not JSON: it is not in UTF-8."),
} as const;

interface TemplateLine {
  readonly place: number;
  readonly number: number;
  readonly request: TemplateRequest;
}

async function answerTemplates(
  { policies, judge }: Library,
  lines: readonly TemplateLine[],
  answers: string[],
): Promise<void> {
  const known: { place: number; idText: string; judged: JudgedLine }[] = [];
  for (const { place, number, request } of lines) {
    const { idText, template, parameters, objects, inventory } = request;
    try {
      const policy = policies.find(template, parameters);
      known.push({ place, idText, judged: { policy, objects, inventory } });
    } catch (cause) {
      answers[place] =
        cause instanceof InvalidLine
          ? invalidAnswer(idText, number, cause)
          : errorAnswer(idText, faultOf(cause));
    }
  }
  const texts = await judgedTexts(
    judge,
    known.map(({ judged }) => judged),
  );
  for (const [index, { place, idText }] of known.entries()) {
    const results = texts[index] ?? faultOf("The line was not judged.");
    answers[place] =
      typeof results === "string" ? `{"id":${idText},"results":[${results}]}` : errorAnswer(idText, results);
  }
}

/** The results of lines that are judged together; if one of them stops the machine, each is judged on its own. */
async function judgedTexts(judge: Judge, lines: readonly JudgedLine[]): Promise<(string | Fault)[]> {
  try {
    const verdicts = await judgeLines(judge, lines);
    return verdicts.map((row) => row.map(resultText).join(","));
  } catch (cause) {
    if (lines.length === 1) return [faultOf(cause)];
    const texts: (string | Fault)[] = [];
    for (const line of lines) texts.push(...(await judgedTexts(judge, [line])));
    return texts;
  }
}

function faultOf(cause: unknown): Fault {
  const { code, message } = toFailure(cause);
  return faultAnswer({ code, message });
}

function resultText(verdict: ObjectVerdict, index: number): string {
  if (verdict.status === "compliant") return `{"index":${index},"status":"compliant"}`;
  return JSON.stringify({ index, ...verdictAnswer(verdict) });
}
