import { spawn } from "node:child_process";
import { projectFolder } from "../tools/paths";

/** Runs a Node script with this terminal as its own. It ends with this process. @returns its exit code */
export function runVisibly(
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<number> {
  return new Promise((settle, fail) => {
    const child = spawn(process.execPath, [...args], {
      cwd: projectFolder,
      env: { ...process.env, ...environment },
      stdio: "inherit",
    });
    const stop = () => child.kill("SIGTERM");
    process.on("exit", stop);
    child.once("error", fail);
    child.once("exit", (code) => {
      process.off("exit", stop);
      settle(code ?? 1);
    });
  });
}
