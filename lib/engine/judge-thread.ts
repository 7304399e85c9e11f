import { parentPort, workerData } from "node:worker_threads";
import { judgeChunk } from "./judge/judge-chunk";
import { ResultPacker } from "./judge/packed-results";
import { Progress } from "./judge/progress";
import type { Chunk, ChunkReport, ThreadData } from "./judge/protocol";
import { RunnerCache } from "./judge/runner-cache";
import { connectParser } from "./parser/parser-link";

/** Results are sent this often, if there are any. */
const SEND_INTERVAL_MS = 20;

const port = parentPort;
if (port === null) throw new Error("This file runs in a worker thread");

const { limits, progress, parser } = asThreadData(workerData);
const tools = {
  runners: new RunnerCache(limits),
  progress: new Progress(progress),
  parseModule: connectParser(parser),
};

const packer = new ResultPacker();

port.on("message", (chunk: Chunk) => {
  const send = (done: boolean): void => {
    const report: ChunkReport = { id: chunk.id, results: packer.take(), done };
    port.postMessage(report, [report.results.numbers.buffer]);
  };
  let sentMs = performance.now();
  judgeChunk(chunk, tools, (result) => {
    packer.add(result);
    if (!packer.isFull && performance.now() - sentMs < SEND_INTERVAL_MS) return;
    send(false);
    sentMs = performance.now();
  });
  send(true);
});

/** The pool starts this thread with `ThreadData` and nothing else does. */
function asThreadData(data: unknown): ThreadData {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- set by pool-thread.ts
  return data as ThreadData;
}
