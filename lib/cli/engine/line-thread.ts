import { parentPort, workerData } from "node:worker_threads";
import { Progress } from "@/lib/engine/judge/progress";
import { connectParser } from "@/lib/engine/parser/parser-link";
import { answerLines, type LineEngine } from "../batch/answer-lines";
import { Policies } from "../batch/policies";
import { linesOf } from "../batch/read-lines";
import { InlineJudge } from "./inline-judge";
import type { LineJob, LineReport, LineThreadData } from "./line-pool";

const port = parentPort;
if (port === null) throw new Error("This file runs in a worker thread");

const { templates, units, limits, progress: buffer, parser } = asThreadData(workerData);
const progress = new Progress(buffer);
const library = {
  policies: new Policies(new Map(templates)),
  judge: new InlineJudge(units, limits, progress, connectParser(parser)),
};
let foundRego = false;
const engine: LineEngine = {
  library: () => Promise.resolve(library),
  rego: () => {
    foundRego = true;
    return Promise.resolve("");
  },
};
const encoder = new TextEncoder();

port.on("message", ({ block }: LineJob) => {
  // The next block counts as begun, so that the time since the last one is not the evaluation's.
  progress.begin(0);
  foundRego = false;
  void answerLines(engine, linesOf(block)).then((answers) => {
    if (foundRego) {
      report({ status: "not_answered" });
      return;
    }
    const bytes = encoder.encode(answers.map((answer) => `${answer}\n`).join(""));
    report({ status: "answered", bytes }, [bytes.buffer]);
  });
});
report({ status: "ready" });

function report(message: LineReport, transfer: ArrayBuffer[] = []): void {
  port?.postMessage(message, transfer);
}

/** The pool starts this thread with `LineThreadData` and nothing else does. */
function asThreadData(data: unknown): LineThreadData {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- set by line-pool.ts
  return data as LineThreadData;
}
