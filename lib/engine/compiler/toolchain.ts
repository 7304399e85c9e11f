import { hostBuiltinNames } from "../builtins/registry";
import { narrowCapabilities, type Capabilities } from "./capabilities";
import { runOpa, type OpaLimits } from "./opa-process";
import { withTemporaryDir } from "./temporary-dir";
import { sha256 } from "./unit-cache";

/** What one `opa` binary is and may do. */
export interface Toolchain {
  readonly capabilities: Capabilities;
  /** Changes whenever the binary's version or the set of allowed built-ins does. */
  readonly identity: string;
}

/**
 * Asks the binary for its version and capabilities.
 *
 * @throws when it cannot be run.
 */
async function readToolchain(limits: OpaLimits): Promise<Toolchain> {
  return withTemporaryDir(async (dir) => {
    const [version, current] = await Promise.all([
      runOpa(limits, ["version"], dir),
      runOpa(limits, ["capabilities", "--current"], dir),
    ]);
    if (version.exitCode !== 0 || current.exitCode !== 0) {
      throw new Error(
        `The Rego compiler does not answer: ${(version.stderr || current.stderr).slice(0, 500)}`,
      );
    }
    const capabilities = narrowCapabilities(current.stdout.toString("utf8"), hostBuiltinNames);
    const firstLine = version.stdout.toString("utf8").split("\n")[0] ?? "";
    return { capabilities, identity: `${firstLine} ${sha256(capabilities.fileText)}` };
  });
}

/** Asks the binary once, and again only if it could not answer. */
export function createToolchainReader(limits: OpaLimits): () => Promise<Toolchain> {
  let toolchain: Promise<Toolchain> | undefined;
  return () => {
    toolchain ??= readToolchain(limits).catch((cause: unknown) => {
      toolchain = undefined;
      throw cause;
    });
    return toolchain;
  };
}
