import type { z } from "zod";
import type { Role } from "@/lib/contracts/api/common";
import type { Database } from "@/lib/data/database";
import { can, type Permission } from "@/lib/domain/roles";
import type { Compiler, Judge, Linker, ModuleReading } from "@/lib/engine/types";
import { AppError, invalidInput } from "./errors";
import type { DraftUnits } from "./templates/draft-units";

/** Who acts. Audit and permission read it; ids that clients send are never part of it. */
export type Actor =
  | { type: "user"; id: string; name: string }
  | { type: "agent"; clusterId: string; name: string }
  | { type: "system"; name: string };

/** What the processes share: pools, engine, settings. Built once in `lib/runtime`. */
export interface Services {
  db: Database;
  compiler: Compiler;
  linker: Linker;
  readModule: (text: string, options?: { withPlaces: boolean }) => Promise<ModuleReading>;
  judge: Judge;
  drafts: DraftUnits;
  settings: {
    version: string;
    agentImage: string;
    sampleFleet: boolean;
    libraryDir: string;
  };
  log: Log;
}

export interface Log {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

/** One request or job inside one organization. */
export interface Ctx {
  services: Services;
  organizationId: string;
  actor: Actor;
  /** The member's role; agents and the system have none and use verbs of their own. */
  role: Role | null;
  now: () => Date;
}

/** First line of every verb. Throws `forbidden` with a sentence that names what is missing. */
export function requirePermission(ctx: Ctx, permission: Permission): void {
  if (ctx.actor.type === "system") return;
  if (ctx.role !== null && can(ctx.role, permission)) return;
  throw new AppError(
    "forbidden",
    `Your role (${ctx.role ?? "none"}) does not allow this. Ask an admin of the organization. Nothing was changed.`,
  );
}

/** Second line of every verb. Throws `invalid_input` with a path for each field. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) {
    const path = pathOfNul(result.data);
    if (path === null) return result.data;
    throw invalidInput([{ path, message: "The character NUL cannot be stored." }]);
  }
  throw invalidInput(
    result.error.issues.map((issue) => ({
      path: issue.path.map(String).join("."),
      message: sentence(issue.message),
    })),
  );
}

/** Dotted path of the first text with NUL in it, which PostgreSQL can store in no column. */
function pathOfNul(value: unknown): string | null {
  if (typeof value === "string") return value.includes("\0") ? "" : null;
  if (typeof value !== "object" || value === null) return null;
  for (const [key, member] of Object.entries(value)) {
    const inside = key.includes("\0") ? "" : pathOfNul(member);
    if (inside !== null)
      return [key.replaceAll("\0", "\u2400"), inside].filter((step) => step !== "").join(".");
  }
  return null;
}

function sentence(message: string): string {
  return message.endsWith(".") ? message : `${message}.`;
}
