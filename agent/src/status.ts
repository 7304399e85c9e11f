/** What the agent tells about itself: in heartbeats, at the health port, in its log. Counters only rise. */
export interface AgentStatus {
  /** 0 until the console has opened one. */
  epoch: number;
  /** False while the console refuses the credential or the install token. */
  authorized: boolean;
  /** True once the console has said that this cluster was removed. */
  stopped: boolean;
  readonly objectCount: number;
  watchedKinds: number;
  outboxFrames: number;
  outboxBytes: number;
  framesSent: number;
  batchesSent: number;
  batchFailures: number;
  lists: number;
  watchEvents: number;
  watchRestarts: number;
  redactedValues: number;
  skippedObjects: number;
  overflows: number;
}

/** Nothing has happened yet. @param countObjects how many objects the agent keeps the hash of now */
export function createStatus(countObjects: () => number = () => 0): AgentStatus {
  return {
    epoch: 0,
    authorized: true,
    stopped: false,
    get objectCount() {
      return countObjects();
    },
    watchedKinds: 0,
    outboxFrames: 0,
    outboxBytes: 0,
    framesSent: 0,
    batchesSent: 0,
    batchFailures: 0,
    lists: 0,
    watchEvents: 0,
    watchRestarts: 0,
    redactedValues: 0,
    skippedObjects: 0,
    overflows: 0,
  };
}
