import { createGunzip } from "node:zlib";
import { Readable } from "node:stream";
import type { z } from "zod";
import {
  batchHeaderSchema,
  frameSchema,
  WIRE_LIMITS,
  type BatchHeader,
  type Frame,
} from "@/lib/contracts/wire/protocol";
import { authenticateAgent } from "@/lib/services/agent/authenticate";
import { parseInput, type Ctx, type Services } from "@/lib/services/context";
import { AppError, invalidInput } from "@/lib/services/errors";
import { readBytes, readJson } from "./body";

const helloBytesMax = 2_000_000;

/** The agent's context from `Authorization: Bearer`. */
export async function agentContext(
  services: Services,
  request: Request,
): Promise<{ ctx: Ctx; clusterId: string }> {
  const match = /^Bearer (\S+)$/.exec(request.headers.get("authorization") ?? "");
  if (match === null) throw new AppError("unauthenticated", "Send the agent's credential as a bearer token.");
  return await authenticateAgent(services, match[1] ?? "", () => new Date());
}

export async function agentJson<T extends z.ZodType>(request: Request, schema: T): Promise<z.output<T>> {
  return parseInput(schema, await readJson(request, helloBytesMax));
}

/**
 * Reads a batch: a gzip body within its limit, inflated within another (a zip bomb stops there), one JSON value a line. All
 * lines are checked before any is used.
 */
export async function readBatch(request: Request): Promise<{ header: BatchHeader; frames: Frame[] }> {
  const bytes = await readBytes(request, WIRE_LIMITS.batchBytesMax);
  const text = request.headers.get("content-encoding") === "gzip" ? await inflate(bytes) : bytes;
  const lines = text
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "");
  if (lines.length - 1 > WIRE_LIMITS.batchFramesMax)
    throw new AppError("too_large", `A batch has at most ${String(WIRE_LIMITS.batchFramesMax)} frames.`);
  const [first, ...rest] = lines.map(parseLine);
  const header = batchHeaderSchema.safeParse(first);
  if (!header.success)
    throw invalidInput(
      issues("header", header.error),
      "The first line is not a batch header. Nothing was stored.",
    );
  const frames = rest.map((value, index) => {
    const frame = frameSchema.safeParse(value);
    if (!frame.success)
      throw invalidInput(
        issues(`frames.${String(index)}`, frame.error),
        "The batch was refused as a whole; nothing of it was stored.",
      );
    return frame.data;
  });
  return { header: header.data, frames };
}

function parseLine(line: string, index: number): unknown {
  try {
    const value: unknown = JSON.parse(line);
    return value;
  } catch (cause) {
    throw new AppError(
      "malformed",
      `Line ${String(index + 1)} of the batch is not JSON. Nothing was stored.`,
      { cause },
    );
  }
}

function issues(prefix: string, error: z.ZodError): { path: string; message: string }[] {
  return error.issues.map((issue) => ({
    path: [prefix, ...issue.path.map(String)].join("."),
    message: issue.message,
  }));
}

async function inflate(bytes: Buffer): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of Readable.from([bytes]).pipe(createGunzip())) {
      if (!Buffer.isBuffer(chunk)) continue;
      size += chunk.length;
      if (size > WIRE_LIMITS.batchInflatedBytesMax)
        throw new AppError(
          "too_large",
          `A batch may inflate to at most ${String(WIRE_LIMITS.batchInflatedBytesMax)} bytes. Nothing was stored.`,
        );
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("malformed", "The body is not valid gzip. Nothing was stored.", { cause: error });
  }
  return Buffer.concat(chunks);
}
