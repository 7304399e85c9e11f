import type { Judge } from "@/lib/engine/types";
import { errorAnswer, InvalidLine, invalidAnswer } from "./answers";
import { judgeLines, type JudgedLine, type ObjectVerdict } from "./judge-lines";
import { parseLine, type RegoRequest, type Request, type TemplateRequest } from "./parse-line";
import type { Policies } from "./policies";
import type { InputLine } from "./read-lines";
import { verdictAnswer } from "./verdict-answer";

/** What lines are answered with. `library` is there when the first template line asks for it. */
export interface LineEngine {
  readonly library: () => Promise<{ readonly policies: Policies; readonly judge: Judge }>;
  readonly rego: (request: RegoRequest) => Promise<string>;
}

/** The answers to a group of lines, in their order. */
export async function answerLines(engine: LineEngine, lines: readonly InputLine[]): Promise<string[]> {
  const answers: Promise<string>[] = [];
  const templateLines: { index: number; line: number; request: TemplateRequest }[] = [];
  for (const [index, { number, text }] of lines.entries()) {
    const parsed = parseLine(text);
    if (!parsed.ok) answers[index] = Promise.resolve(invalidAnswer(parsed.idText, number, parsed.fault));
    else if (parsed.request.type === "template")
      templateLines.push({ index, line: number, request: parsed.request });
    else answers[index] = orFault(parsed.request, engine.rego(parsed.request));
  }
  if (templateLines.length > 0) {
    const texts = answerTemplates(engine, templateLines);
    for (const [place, { index, request }] of templateLines.entries())
      answers[index] = orFault(
        request,
        texts.then((all) => all[place] ?? ""),
      );
  }
  return await Promise.all(answers);
}

/** A fault of the machine is the answer to the lines it concerns; the run goes on. */
function orFault({ idText }: Request, answer: Promise<string>): Promise<string> {
  return answer.catch((cause: unknown) => {
    const message = cause instanceof Error ? cause.message : String(cause);
    return errorAnswer(idText, { code: "eval_internal_error", message });
  });
}

async function answerTemplates(
  engine: LineEngine,
  lines: readonly { readonly line: number; readonly request: TemplateRequest }[],
): Promise<string[]> {
  const { policies, judge } = await engine.library();
  const known: { place: number; judged: JudgedLine }[] = [];
  const answers = lines.map(({ line, request }, place) => {
    try {
      const policy = policies.find(request.template, request.parameters);
      known.push({ place, judged: { policy, objects: request.objects, inventory: request.inventory } });
      return "";
    } catch (cause) {
      if (cause instanceof InvalidLine) return invalidAnswer(request.idText, line, cause);
      throw cause;
    }
  });
  const verdicts = await judgeLines(
    judge,
    known.map(({ judged }) => judged),
  );
  for (const [index, { place }] of known.entries()) {
    const results = (verdicts[index] ?? []).map(resultText).join(",");
    answers[place] = `{"id":${lines[place]?.request.idText ?? "null"},"results":[${results}]}`;
  }
  return answers;
}

function resultText(verdict: ObjectVerdict, index: number): string {
  if (verdict.status === "compliant") return `{"index":${index},"status":"compliant"}`;
  return JSON.stringify({ index, ...verdictAnswer(verdict) });
}
