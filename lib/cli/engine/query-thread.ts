import { parentPort, workerData } from "node:worker_threads";
import { connectParser } from "@/lib/engine/parser/parser-link";
import { QueryRunner } from "@/lib/engine/query-program";
import type { QueryJob, QueryReport, QueryThreadData } from "./query-pool";

const port = parentPort;
if (port === null) throw new Error("This file runs in a worker thread");
const send = (report: QueryReport): void => port.postMessage(report);

const { limits, evaluator, parser } = asThreadData(workerData);
const runner = new QueryRunner(limits, evaluator, connectParser(parser));

port.on("message", ({ id, program, query }: QueryJob) => {
  send({ id, answer: runner.answer(program, query) });
});
send({ id: null });

/** The pool starts this thread with `QueryThreadData` and nothing else does. */
function asThreadData(data: unknown): QueryThreadData {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- set by query-pool.ts
  return data as QueryThreadData;
}
