import { parentPort, workerData } from "node:worker_threads";
import { judgeChunk } from "./judge/judge-chunk";
import { Progress } from "./judge/progress";
import type { Chunk, ChunkReport, PairResult, ThreadData } from "./judge/protocol";
import { RunnerCache } from "./judge/runner-cache";
import { connectParser } from "./parser/parser-link";

/** Results travel in bundles: what a thread has not yet sent is judged again if it must be stopped. */
const BUNDLE_MAX = 256;
const BUNDLE_INTERVAL_MS = 20;

const port = parentPort;
if (port === null) throw new Error("This file runs in a worker thread");
const send = (report: ChunkReport): void => port.postMessage(report);

const { limits, progress, parser } = asThreadData(workerData);
const tools = {
  runners: new RunnerCache(limits),
  progress: new Progress(progress),
  parseModule: connectParser(parser),
};

port.on("message", (chunk: Chunk) => {
  let bundle: PairResult[] = [];
  let sentMs = performance.now();
  judgeChunk(chunk, tools, (result) => {
    bundle.push(result);
    if (bundle.length < BUNDLE_MAX && performance.now() - sentMs < BUNDLE_INTERVAL_MS) return;
    send({ id: chunk.id, results: bundle, done: false });
    bundle = [];
    sentMs = performance.now();
  });
  send({ id: chunk.id, results: bundle, done: true });
});

/** The pool starts this thread with `ThreadData` and nothing else does. */
function asThreadData(data: unknown): ThreadData {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- set by pool-thread.ts
  return data as ThreadData;
}
