import { spawn, type ChildProcess } from "node:child_process";
import { constants, setPriority } from "node:os";

/** What a finished program left behind. `code` is null when it could not start, timed out or died of a signal. */
export interface RunResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  cwd?: string;
  /** Added to this process's own environment. */
  environment?: Record<string, string>;
  /** Kills the program after this long. Unlimited without it. */
  timeoutMs?: number;
  /** For long builds: yields the processor to everything else. */
  lowPriority?: boolean;
  /** Written to the program's standard input. */
  input?: string;
}

const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/**
 * Runs a program to its end without a shell. Never throws for what the program does: a missing program answers
 * code null with the reason in `stderr`. The program dies with this process.
 */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> {
  return new Promise((settle) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.environment },
      stdio: ["pipe", "pipe", "pipe"],
      timeout: options.timeoutMs,
      killSignal: "SIGKILL",
    });
    running.add(child);
    if (options.lowPriority === true && child.pid !== undefined) lowerPriority(child.pid);
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.stdin.on("error", () => {
      // A program that ends without reading its input is judged by its exit code.
    });
    child.stdin.end(options.input ?? "");
    child.once("error", (error) => {
      running.delete(child);
      settle({ code: null, stdout, stderr: stderr + error.message });
    });
    child.once("close", (code) => {
      running.delete(child);
      settle({ code, stdout, stderr });
    });
  });
}

/**
 * Runs a program that must succeed.
 * @returns its standard output
 * @throws Error with the command and the end of its output when it does not exit with 0
 */
export async function runOrThrow(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const result = await run(command, args, options);
  if (result.code === 0) return result.stdout;
  const output = lastLines(`${result.stdout}\n${result.stderr}`, 15);
  throw new Error(`"${[command, ...args].join(" ")}" failed (exit ${result.code ?? "none"}):\n${output}`);
}

/** The last lines of a text, for a message that a person reads. */
export function lastLines(text: string, count: number): string {
  return text.trim().split("\n").slice(-count).join("\n");
}

function lowerPriority(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // The program may be gone already; its priority was only a courtesy.
  }
}
