import { testsBytesMax } from "@/lib/contracts/api/template-tests";
import { isDeeperThan } from "@/lib/domain/json";
import { AppError } from "@/lib/services/errors";

/** JSON bodies of the REST API; only a template with its tests may be larger. */
export const jsonBytesMax = 1_000_000;
/** A template: its tests and everything else. */
export const templateBytesMax = testsBytesMax + jsonBytesMax;
/** Schemas walk a body recursively. An entity, which is nested at most 500 levels deep, fits into one. */
const jsonDepthMax = 550;

/**
 * Reads a body up to a limit, without trusting Content-Length and without buffering what is over it.
 *
 * @throws AppError `too_large` as soon as the limit is passed.
 */
export async function readBytes(request: Request, bytesMax: number): Promise<Buffer> {
  const tooLarge = () =>
    new AppError(
      "too_large",
      `The body may have at most ${String(bytesMax)} bytes. Nothing of it was stored.`,
    );
  if (Number(request.headers.get("content-length") ?? 0) > bytesMax) throw tooLarge();
  if (request.body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > bytesMax) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

/** A JSON body. An empty one is `{}`, for verbs that take nothing. */
export async function readJson(request: Request, bytesMax = jsonBytesMax): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  const bytes = await readBytes(request, bytesMax);
  if (bytes.length === 0) return {};
  if (!/^application\/json\b/.test(type))
    throw new AppError("unsupported_media", "Send the body as application/json.");
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch (cause) {
    throw new AppError("malformed", "The body is not valid JSON. Nothing was saved.", { cause });
  }
  if (isDeeperThan(value, jsonDepthMax))
    throw new AppError("malformed", "The body is nested too deeply. Nothing was saved.");
  return value;
}
