import { consoleEnv } from "@/lib/env";
import type { Services } from "@/lib/services/context";
import { createServices } from "./services";

/** Next loads modules more than once (routes, pages, hot reload); the process still has one pool and one judge. */
const holder: typeof globalThis & { edictServices?: Services } = globalThis;

/** The console's services, built at the first request. */
export function consoleServices(): Services {
  holder.edictServices ??= createServices(consoleEnv(), "console");
  return holder.edictServices;
}
