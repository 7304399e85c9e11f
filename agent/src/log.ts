export const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Values worth a log line: ids, names, counts. Never an object's content, never a credential. */
export type LogFields = Record<string, string | number | boolean | undefined>;
export type Logger = Record<LogLevel, (message: string, fields?: LogFields) => void>;

/** A logger that writes one JSON line a message; lines below `level` are dropped. */
export function createLogger(level: LogLevel, write: (line: string) => void): Logger {
  const threshold = LOG_LEVELS.indexOf(level);
  const at = (name: LogLevel) => (message: string, fields?: LogFields) => {
    if (LOG_LEVELS.indexOf(name) < threshold) return;
    write(JSON.stringify({ time: new Date().toISOString(), level: name, message, ...fields }) + "\n");
  };
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

/** A logger that says nothing. */
export const silentLogger: Logger = createLogger("error", () => undefined);

/** One sentence for a caught value. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? ` (${error.code})` : "";
  const text = error.message === "" ? error.name : error.message;
  return code !== "" && text.includes(code.slice(2, -1)) ? text : text + code;
}
