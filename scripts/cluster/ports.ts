import { createServer, type Server } from "node:net";

/** Why a port can't be listened on, or undefined when it can. */
export type PortProblem = "busy" | "not permitted" | "no such address";

/** Tries to listen on an address and port, and lets go of it again. */
export async function portProblem(address: string, port: number): Promise<PortProblem | undefined> {
  const attempt = await listen(address, port);
  if ("problem" in attempt) return attempt.problem;
  await close(attempt.server);
  return undefined;
}

/** A TCP port of an address that is free now. */
export async function freePort(address: string): Promise<number> {
  const attempt = await listen(address, 0);
  if ("problem" in attempt) throw new Error(`No port is free on ${address}: ${attempt.problem}`);
  const bound = attempt.server.address();
  await close(attempt.server);
  if (bound === null || typeof bound === "string") throw new Error(`${address} gave no port`);
  return bound.port;
}

/** A port held until {@link PortClaim.release}; the system frees it when this process dies, however it dies. */
export interface PortClaim {
  release: () => Promise<void>;
}

/** Holds a port as a mark that its address is taken by this process. Undefined when another one holds it. */
export async function claimPort(address: string, port: number): Promise<PortClaim | undefined> {
  const attempt = await listen(address, port);
  if ("problem" in attempt) return undefined;
  attempt.server.unref();
  return { release: () => close(attempt.server) };
}

type Attempt = { server: Server } | { problem: PortProblem };

function listen(address: string, port: number): Promise<Attempt> {
  return new Promise((settle, fail) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error) => {
      const code = "code" in error ? error.code : undefined;
      if (code === "EADDRINUSE") settle({ problem: "busy" });
      else if (code === "EACCES") settle({ problem: "not permitted" });
      else if (code === "EADDRNOTAVAIL") settle({ problem: "no such address" });
      else fail(error);
    });
    server.listen({ host: address, port, exclusive: true }, () => settle({ server }));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((settle) => server.close(() => settle()));
}
