import { readFile } from "node:fs/promises";
import { request } from "node:https";
import { setTimeout as wait } from "node:timers/promises";

/** How to reach an API server. */
export interface ApiAccess {
  url: string;
  caPath: string;
  token: string;
}

/**
 * One GET to the API server.
 * @param path starts with `/`
 * @returns status and body; status 0 with the reason when there was no answer
 */
async function apiGet(access: ApiAccess, path: string): Promise<{ status: number; body: string }> {
  const authority = await readFile(access.caPath, "utf8").catch(() => "");
  if (authority === "") return { status: 0, body: "no certificate yet" };
  return new Promise((settle) => {
    const headers = { authorization: `Bearer ${access.token}` };
    const call = request(`${access.url}${path}`, { ca: authority, headers, timeout: 5_000, agent: false });
    call.once("error", (error) => settle({ status: 0, body: error.message }));
    call.once("timeout", () => call.destroy(new Error("no answer in time")));
    call.once("response", (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => (body += text));
      response.once("end", () => settle({ status: response.statusCode ?? 0, body }));
      response.once("error", (error) => settle({ status: 0, body: error.message }));
    });
    call.end();
  });
}

/**
 * Waits until a path answers 200.
 * @param failed settles early with a message when waiting has become pointless, such as a program that ended
 * @throws Error with that message, or with the last answer when the time is over
 */
export async function waitForOk(
  access: ApiAccess,
  path: string,
  failed: Promise<string>,
  timeoutMs: number,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let failure: string | undefined;
  void failed.then((message) => (failure = message));
  for (;;) {
    const answer = await apiGet(access, path);
    if (answer.status === 200) return;
    if (failure !== undefined) throw new Error(failure);
    if (Date.now() > deadline) {
      throw new Error(
        `${access.url}${path} was not ready after ${timeoutMs / 1000} s: ${answer.status} ${answer.body}`,
      );
    }
    await wait(50);
  }
}
