import { spawn, type ChildProcessByStdio } from "node:child_process";
import { readFile } from "node:fs/promises";
import type { Readable, Writable } from "node:stream";

/** Limits of one run of the `opa` binary. */
export interface OpaLimits {
  readonly opaPath: string;
  readonly timeoutMs: number;
  /** Cap on standard output and standard error, each. */
  readonly outputBytesMax: number;
  /** Cap on the resident memory of the child. Enforced on Linux; elsewhere only as Go's soft limit. */
  readonly memoryBytesMax?: number;
}

export type OpaStop = "timeout" | "output_limit" | "memory_limit";

export interface OpaRun {
  readonly exitCode: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
  /** Why we killed it, or null if it ended by itself. */
  readonly stopped: OpaStop | null;
}

export interface OpaInput {
  /** What the child reads from standard input; nothing if left out. */
  readonly text?: string;
  /** Kills the child, whose run counts as a timeout. */
  readonly signal?: AbortSignal;
}

const MEMORY_POLL_MS = 50;
const LINUX_PAGE_BYTES = 4096;

/**
 * Runs `opa` once, with an empty environment, in `cwd`, and kills it when it passes a limit.
 *
 * @throws when the binary cannot be started.
 */
export function runOpa(
  limits: OpaLimits,
  args: readonly string[],
  cwd: string,
  { text, signal }: OpaInput = {},
): Promise<OpaRun> {
  const env: Record<string, string> = { GOMAXPROCS: "2" };
  if (limits.memoryBytesMax !== undefined) env.GOMEMLIMIT = `${limits.memoryBytesMax}B`;
  return new Promise((resolve, reject) => {
    const child = spawn(limits.opaPath, args, {
      cwd,
      env: childEnv(env),
      stdio: ["pipe", "pipe", "pipe"],
      windowsHide: true,
    });
    // A child that ends without reading everything is no fault of ours; its exit code tells.
    child.stdin.on("error", () => undefined);
    child.stdin.end(text);
    let stopped: OpaStop | null = null;
    const stop = (why: OpaStop): void => {
      stopped ??= why;
      child.kill("SIGKILL");
    };
    const stdout = collect(child.stdout, limits.outputBytesMax, () => stop("output_limit"));
    const stderr = collect(child.stderr, limits.outputBytesMax, () => stop("output_limit"));
    const deadline = setTimeout(() => stop("timeout"), limits.timeoutMs);
    const memory = watchMemory(child, limits.memoryBytesMax, () => stop("memory_limit"));
    const abort = (): void => stop("timeout");
    signal?.addEventListener("abort", abort);
    if (signal?.aborted === true) abort();
    const settle = (): void => {
      signal?.removeEventListener("abort", abort);
      clearTimeout(deadline);
      clearInterval(memory);
    };
    child.once("error", (cause) => {
      settle();
      reject(new Error(`The Rego compiler could not be started: ${limits.opaPath}`, { cause }));
    });
    child.once("close", (exitCode) => {
      settle();
      resolve({
        exitCode,
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr).toString("utf8"),
        stopped,
      });
    });
  });
}

/** Node's type of `env` may ask for keys that frameworks declare globally; the child needs none of them. */
function childEnv(env: Record<string, string>): NodeJS.ProcessEnv {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- spawn reads string values only
  return env as unknown as NodeJS.ProcessEnv;
}

function collect(stream: Readable, bytesMax: number, onOverflow: () => void): Buffer[] {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > bytesMax) onOverflow();
    else chunks.push(chunk);
  });
  return chunks;
}

function watchMemory(
  child: ChildProcessByStdio<Writable, Readable, Readable>,
  bytesMax: number | undefined,
  onOverflow: () => void,
): NodeJS.Timeout | undefined {
  const pid = child.pid;
  if (bytesMax === undefined || pid === undefined || process.platform !== "linux") return undefined;
  return setInterval(() => {
    readFile(`/proc/${pid}/statm`, "utf8").then(
      (text) => {
        const residentPages = Number(text.split(" ")[1]);
        if (residentPages * LINUX_PAGE_BYTES > bytesMax) onOverflow();
      },
      () => undefined, // The child has ended between two looks.
    );
  }, MEMORY_POLL_MS);
}
