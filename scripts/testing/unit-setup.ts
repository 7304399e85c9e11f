import { ensureOpa } from "../tools/opa";

/** The Rego compiler is the one program beside the test runner that unit tests start. */
export default async function setup(): Promise<void> {
  process.env.OPA_PATH = await ensureOpa((line) => console.log(line));
}
