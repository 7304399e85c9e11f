import type { ConsoleClient } from "../console/client";
import { ConsoleRetry, type RetryContext } from "../console/retry";
import { ConsoleError } from "../http/http-error";
import type { Logger } from "../log";
import type { AgentStatus } from "../status";
import { BatchEncoder, isTooLarge } from "./batch";
import type { OutboxEntry } from "./frames";
import type { Outbox } from "./outbox";

/** The console has closed this epoch: say hello again and list everything anew. */
export class EpochLost extends Error {
  override name = "EpochLost";
}

export interface SenderOptions {
  epoch: number;
  outbox: Outbox;
  client: ConsoleClient;
  retry: RetryContext;
  status: AgentStatus;
  log: Logger;
  /** A frame the console takes in no batch, not even alone. */
  onRefused: (entry: OutboxEntry, reason: string) => void;
}

/**
 * Sends batches one after the other until the signal is aborted. A batch is sent again unchanged, under its sequence,
 * until it is acknowledged: at least once, and the console drops repeats. One that is refused as too large or malformed
 * is halved until the frame to blame is alone, and only that one is given up.
 * @throws EpochLost when the console answers 409
 */
export class Sender {
  readonly #options: SenderOptions;
  readonly #retry: ConsoleRetry;
  readonly #encoder = new BatchEncoder();
  #sequence = 1;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#retry = new ConsoleRetry(options.retry);
  }

  async run(signal: AbortSignal): Promise<never> {
    for (;;) {
      const entries = await this.#options.outbox.nextBatch(signal);
      await this.#deliver(entries, signal);
    }
  }

  async #deliver(entries: OutboxEntry[], signal: AbortSignal): Promise<void> {
    const { epoch, client, status, outbox, onRefused } = this.#options;
    const body = await this.#encoder.encode(epoch, this.#sequence, entries);
    if (isTooLarge(entries, body) && entries.length > 1) return this.#halve(entries, signal);
    let refusal: string;
    try {
      const answer = await this.#retry.forever(
        "batch",
        signal,
        () => this.#attempt(() => client.batch(body, signal)),
        isFinal,
      );
      if (answer.sequence !== this.#sequence) {
        throw new EpochLost(`batch ${this.#sequence} was answered as ${answer.sequence}`);
      }
      this.#sequence++;
      status.batchesSent++;
      status.framesSent += entries.length;
      outbox.settled(entries.length);
      return;
    } catch (error) {
      if (!(error instanceof ConsoleError)) throw error;
      if (error.status === 409) throw new EpochLost(error.message, { cause: error });
      refusal = error.message;
    }
    const [only] = entries;
    if (entries.length > 1 || only === undefined) return this.#halve(entries, signal);
    status.skippedObjects++;
    outbox.settled(1);
    onRefused(only, refusal);
  }

  /** Nothing of the refused batch was committed, so its first half goes under the same sequence. */
  async #halve(entries: OutboxEntry[], signal: AbortSignal): Promise<void> {
    const middle = Math.ceil(entries.length / 2);
    this.#options.log.debug("batch halved", { frames: entries.length });
    await this.#deliver(entries.slice(0, middle), signal);
    await this.#deliver(entries.slice(middle), signal);
  }

  async #attempt<T>(send: () => Promise<T>): Promise<T> {
    try {
      return await send();
    } catch (error) {
      this.#options.status.batchFailures++;
      throw error;
    }
  }
}

/** 409: the epoch is over. 400, 413, 422: the content itself is refused, and would be again. */
function isFinal(error: unknown): boolean {
  return error instanceof ConsoleError && [400, 409, 413, 422].includes(error.status);
}
