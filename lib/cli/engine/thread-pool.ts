/** One thread of a pool. It has at most one job at a time. */
export interface PoolMember<Job> {
  run(job: Job): void;
  close(): Promise<void>;
}

/** What a member tells its pool. */
export interface MemberEvents {
  /** It can take the next job. */
  rested(): void;
  /** It is gone; its job has been settled. */
  ended(): void;
}

/** Jobs for threads that are started when they are needed, up to a number, and replaced when they end. */
export class ThreadPool<Job> {
  private readonly waiting: Job[] = [];
  private readonly idle: PoolMember<Job>[] = [];
  private readonly members = new Set<PoolMember<Job>>();

  constructor(
    private readonly threads: number,
    private readonly open: (events: MemberEvents) => PoolMember<Job>,
  ) {}

  add(job: Job): void {
    this.waiting.push(job);
    this.dispatch();
  }

  async close(): Promise<void> {
    await Promise.all([...this.members].map((member) => member.close()));
  }

  private dispatch(): void {
    while (this.waiting.length > 0) {
      const member = this.idle.pop() ?? this.start();
      if (member === null) return;
      const next = this.waiting.shift();
      if (next !== undefined) member.run(next);
    }
  }

  private start(): PoolMember<Job> | null {
    if (this.members.size >= this.threads) return null;
    const member: PoolMember<Job> = this.open({
      rested: () => {
        this.idle.push(member);
        this.dispatch();
      },
      ended: () => {
        this.members.delete(member);
        this.idle.splice(0, Infinity, ...this.idle.filter((other) => other !== member));
        this.dispatch();
      },
    });
    this.members.add(member);
    return member;
  }
}
