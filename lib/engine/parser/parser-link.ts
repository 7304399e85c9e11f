import { MessageChannel, receiveMessageOnPort, type MessagePort } from "node:worker_threads";
import type { ParseAnswer, ParseModule } from "../builtins/operands";
import type { ModuleParser, ParseRequest } from "./module-parser";

/** A thread's way to the parser, which runs for it in the process's main thread. Its port has to be transferred. */
export interface ParserLink {
  readonly port: MessagePort;
  /** One number, 1 once an answer lies at the port. */
  readonly answered: SharedArrayBuffer;
}

const BYTES = 4;
const WAITING = 0;
const ANSWERED = 1;

/**
 * Serves a parser to one thread. When the thread is gone, so is the child that was parsing for it.
 *
 * @returns null without a parser
 */
export function openParserLink(parser: ModuleParser | null): ParserLink | null {
  if (parser === null) return null;
  const { port1: own, port2: port } = new MessageChannel();
  const answered = new SharedArrayBuffer(BYTES);
  const flag = new Int32Array(answered);
  const gone = new AbortController();
  own.on("message", (request: ParseRequest) => {
    void parser(request, gone.signal).then((answer) => {
      own.postMessage(answer);
      Atomics.store(flag, 0, ANSWERED);
      Atomics.notify(flag, 0);
    });
  });
  own.on("close", () => gone.abort());
  // The thread's own reference keeps the process alive while it works.
  own.unref();
  return { port, answered };
}

/** The parser as a function that waits, for the thread that was given the link. A thread that waits can be ended. */
export function connectParser(link: ParserLink | null): ParseModule | undefined {
  if (link === null) return undefined;
  const { port, answered } = link;
  const flag = new Int32Array(answered);
  return (fileName, rego) => {
    const request: ParseRequest = { fileName, rego };
    Atomics.store(flag, 0, WAITING);
    port.postMessage(request);
    Atomics.wait(flag, 0, WAITING);
    return asAnswer(receiveMessageOnPort(port)?.message);
  };
}

/** `openParserLink` posts an answer before it sets the flag, and posts nothing else. */
function asAnswer(message: unknown): ParseAnswer {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- see above
  return message as ParseAnswer;
}
