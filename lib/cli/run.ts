import { createReadStream } from "node:fs";
import type { Readable, Writable } from "node:stream";
import { runBatch } from "./batch/run-batch";
import { createBatchEngine, type EngineSetting } from "./engine/batch-engine";
import { runEval } from "./eval/run-eval";
import { helpTexts } from "./help";
import { readCommand, UsageError, type Command } from "./options";

/** What the command line stands in. */
export interface CliSetting extends EngineSetting {
  readonly version: string;
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** Exit status of a question that could not be answered. */
const FAILED = 2;

/**
 * Runs what was typed after `edict`.
 *
 * @returns the exit status
 */
export async function runCli(args: readonly string[], setting: CliSetting): Promise<number> {
  try {
    return await run(readCommand(args), setting);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    setting.stderr.write(`edict: ${message}\n`);
    if (cause instanceof UsageError) setting.stderr.write("edict eval --help tells what can be typed.\n");
    return FAILED;
  }
}

async function run(command: Command, setting: CliSetting): Promise<number> {
  switch (command.name) {
    case "help":
      setting.stdout.write(helpTexts[command.topic]);
      return 0;
    case "version":
      setting.stdout.write(`${setting.version}\n`);
      return 0;
    case "batch":
      return await answerBatch(command, setting);
    case "eval":
      return await runEval(command.options, setting);
  }
}

const READ_BYTES = 1024 * 1024;
/** Blocks under way for each thread: one is judged, others wait to be judged or written. */
const BLOCKS_PER_THREAD = 3;

async function answerBatch(
  { file, options }: Extract<Command, { name: "batch" }>,
  setting: CliSetting,
): Promise<number> {
  const input: Readable =
    file === "-" ? setting.stdin : createReadStream(file, { highWaterMark: READ_BYTES });
  const engine = createBatchEngine(setting, options);
  try {
    await runBatch({ input, output: setting.stdout }, engine.threads * BLOCKS_PER_THREAD, (block) =>
      engine.answer(block),
    );
    return 0;
  } finally {
    await engine.close();
  }
}
