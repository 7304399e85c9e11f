import { testServerVariables } from "./database";
import { startTestServer } from "./test-server";

/** One Postgres for the run; every test file clones its own database from the template. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await startTestServer((line) => console.log(line));
  process.env[testServerVariables.url] = server.url;
  process.env[testServerVariables.template] = server.template;
  return server.stop;
}
