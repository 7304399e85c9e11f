import { once } from "node:events";
import type { Writable } from "node:stream";
import { readBlocks, type Block } from "./read-lines";

export interface BatchStreams {
  readonly input: AsyncIterable<Uint8Array>;
  readonly output: Writable;
}

/**
 * Answers each line with one line, in order. At most `blocksMax` blocks of lines are under way: nothing more is read while
 * they are, nor while the output does not take what is written.
 *
 * @param answer the answers to a block, a line each; it may work on several blocks at once
 * @throws what reading the input or writing the output throws
 */
export async function runBatch(
  { input, output }: BatchStreams,
  blocksMax: number,
  answer: (block: Block) => Promise<Uint8Array | string>,
): Promise<void> {
  const queue = new BoundedQueue<Promise<Uint8Array | string>>(blocksMax);
  const read = async (): Promise<void> => {
    try {
      for await (const block of readBlocks(input)) {
        const answers = answer(block);
        // Whoever takes it from the queue sees the failure; it must not count as unhandled before.
        answers.catch(() => undefined);
        if (!(await queue.put(answers))) return;
      }
    } finally {
      queue.end();
    }
  };
  const write = async (): Promise<void> => {
    try {
      for (let next = await queue.take(); next !== null; next = await queue.take()) {
        if (!output.write(await next.item)) await once(output, "drain");
      }
    } finally {
      queue.close();
    }
  };
  await Promise.all([read(), write()]);
}

/** A queue for one who puts and one who takes; each waits for the other. */
class BoundedQueue<T> {
  private readonly items: T[] = [];
  private ended = false;
  private closed = false;
  private wake: (() => void)[] = [];

  constructor(private readonly itemsMax: number) {}

  /** Waits for room. False once nobody takes any more. */
  async put(item: T): Promise<boolean> {
    while (this.items.length >= this.itemsMax && !this.closed) await this.change();
    if (this.closed) return false;
    this.items.push(item);
    this.changed();
    return true;
  }

  /** Waits for an item, which may be a promise. Null after the last one. */
  async take(): Promise<{ readonly item: T } | null> {
    while (this.items.length === 0 && !this.ended) await this.change();
    const [item] = this.items.splice(0, 1);
    this.changed();
    return item === undefined ? null : { item };
  }

  end(): void {
    this.ended = true;
    this.changed();
  }

  close(): void {
    this.closed = true;
    this.changed();
  }

  private change(): Promise<void> {
    return new Promise((go) => this.wake.push(go));
  }

  private changed(): void {
    const waiting = this.wake;
    this.wake = [];
    for (const go of waiting) go();
  }
}
