import { openWorkbench, type CheckOptions } from "./check-templates";
export async function printMutations(check: CheckOptions): Promise<void> {
  const w = await openWorkbench(check);
  await w.engine.close();
}
