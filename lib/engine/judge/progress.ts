const BYTES = 8;
const PAIR_SLOT = 0;
const SEQUENCE_SLOT = 1;
const PREPARING = -1;

/** What a thread was doing when it was looked at. `sequence` changes with every step. */
export interface ProgressReading {
  /** Negative while a module is being opened. */
  readonly pair: number;
  readonly sequence: number;
}

/** Memory shared by a thread and the pool, readable while the thread is busy in a module. */
export class Progress {
  private readonly slots: Int32Array;

  constructor(readonly buffer: SharedArrayBuffer = new SharedArrayBuffer(BYTES)) {
    this.slots = new Int32Array(buffer);
  }

  /** Called by the thread before it opens a module, which takes its time and is no pair's fault. */
  prepare(): void {
    this.begin(PREPARING);
  }

  /** Called by the thread before each pair. */
  begin(pair: number): void {
    Atomics.store(this.slots, PAIR_SLOT, pair);
    Atomics.add(this.slots, SEQUENCE_SLOT, 1);
  }

  read(): ProgressReading {
    return { pair: Atomics.load(this.slots, PAIR_SLOT), sequence: Atomics.load(this.slots, SEQUENCE_SLOT) };
  }
}
