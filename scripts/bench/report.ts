import { cpus } from "node:os";

/** One figure. `value` is the median of `runs`; `met` says whether it keeps its budget. */
export interface Row {
  name: string;
  value: number;
  unit: string;
  budget?: number;
  met?: boolean;
  peer?: string;
  ratio?: number;
  runs: readonly number[];
}

export interface Report {
  bench: string;
  machine: { cpu: string; cores: number; node: string; postgres: string };
  rows: readonly Row[];
}

/** A row from its runs. `atMost`: the budget is an upper bound; `atLeast`: a lower one. */
export function row(
  name: string,
  unit: string,
  runs: readonly number[],
  budget?: { atMost: number } | { atLeast: number },
): Row {
  const value = round(median(runs));
  const base = { name, value, unit, runs: runs.map(round) };
  if (budget === undefined) return base;
  return "atMost" in budget
    ? { ...base, budget: budget.atMost, met: value <= budget.atMost }
    : { ...base, budget: budget.atLeast, met: value >= budget.atLeast };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/** The value that `percent` of the values do not exceed. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

export function machine(postgres: string): Report["machine"] {
  return { cpu: cpus()[0]?.model ?? "unknown", cores: cpus().length, node: process.version, postgres };
}

/** A table for people. */
export function table(report: Report): string {
  const lines = report.rows.map(({ name, value, unit, budget, met, runs }) => {
    const verdict =
      budget === undefined ? "" : `budget ${String(budget)} ${unit}: ${met === true ? "kept" : "MISSED"}`;
    return `  ${name.padEnd(46)} ${String(value).padStart(10)} ${unit.padEnd(8)} ${verdict.padEnd(28)} ${String(runs.length)} runs`;
  });
  return `${report.bench} (${report.machine.cpu}, ${String(report.machine.cores)} cores, Node ${report.machine.node}, PostgreSQL ${report.machine.postgres})\n${lines.join("\n")}`;
}
