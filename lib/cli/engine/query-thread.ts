import { parentPort } from "node:worker_threads";
import { answerQuery } from "@/lib/engine/query-program";
import type { QueryJob, QueryReport } from "./query-pool";

const port = parentPort;
if (port === null) throw new Error("This file runs in a worker thread");
const send = (report: QueryReport): void => port.postMessage(report);

port.on("message", ({ id, program, query, limits }: QueryJob) => {
  send({ id, answer: answerQuery(program, query, limits) });
});
send({ id: null });
