import { availableParallelism } from "node:os";

/** "durable" keeps every committed transaction through a power cut; "disposable" is for tests and keeps nothing. */
export type Durability = "durable" | "disposable";

/** Server settings for a laptop or a small server that runs other things beside Postgres. */
export function serverSettings(durability: Durability): Record<string, string> {
  // A parallel query on two cores takes them from the judge threads; with more cores it pays.
  const parallel = availableParallelism() >= 4 ? "2" : "0";
  return {
    listen_addresses: "127.0.0.1",
    max_connections: "120",
    shared_buffers: "128MB",
    effective_cache_size: "1GB",
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    max_parallel_workers_per_gather: parallel,
    max_parallel_maintenance_workers: parallel,
    // Our queries take milliseconds; compiling them would take longer.
    jit: "off",
    random_page_cost: "1.1",
    max_wal_size: "1GB",
    checkpoint_timeout: "15min",
    timezone: "UTC",
    log_timezone: "UTC",
    log_line_prefix: "%m [%p] ",
    log_checkpoints: "off",
    ...(durability === "durable" ? durable : disposable),
  };
}

const durable = { synchronous_commit: "on", wal_compression: "on" };

const disposable = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_connections: "300",
};
