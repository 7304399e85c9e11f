import type { TemplateContentInput } from "@/lib/contracts/api/templates";
import { checkTemplate } from "@/lib/services/templates/check-template";
import { createTemplate, createTemplateVersion } from "@/lib/services/templates/publish-template";
import { testServerVariables } from "../testing/database";
import { configMap, labelRego, labelTemplate } from "../testing/templates";
import { startTestServer } from "../testing/test-server";
import { createWorld, type Tenant } from "../testing/world";
import { row, type Row } from "./report";

const runs = 11;

/** Publishing an own template and checking it while one types, by the services' own verbs on a real Postgres. */
export async function benchPublish(): Promise<Row[]> {
  const server = await startTestServer(console.error);
  process.env[testServerVariables.url] = server.url;
  process.env[testServerVariables.template] = server.template;
  const world = await createWorld();
  try {
    const tenant = await world.organization();
    const { id } = await createTemplate(tenant.owner, contentOf("first"));
    await check(tenant, "first check");
    const published: number[] = [];
    const checked: number[] = [];
    const checkedAgain: number[] = [];
    for (let run = 0; run < runs; run++) {
      published.push(
        await timed(() => createTemplateVersion(tenant.owner, id, contentOf(`publish ${String(run)}`))),
      );
      const text = `check ${String(run)}`;
      checked.push(await timed(() => check(tenant, text)));
      checkedAgain.push(await timed(() => check(tenant, text)));
    }
    return [
      row("publish of a template that was not compiled before, its two tests included", "ms", published, {
        atMost: 300,
      }),
      row("check of a text that was not compiled before, with an object", "ms", checked),
      row("check of the same text again", "ms", checkedAgain),
    ];
  } finally {
    await world.close();
    await server.stop();
  }
}

/** Each text is compiled anew: units are cached by their text. */
function regoOf(mark: string): string {
  return `${labelRego}\n# ${mark}\n`;
}

function contentOf(mark: string): TemplateContentInput {
  return {
    ...labelTemplate,
    rego: regoOf(mark),
    tests: [
      { name: "without the label", object: configMap("a"), expect: { result: "violates" } },
      { name: "with the label", object: configMap("a", { owner: "x" }), expect: { result: "passes" } },
    ],
  };
}

async function check(tenant: Tenant, mark: string): Promise<void> {
  const { result } = await checkTemplate(tenant.owner, {
    rego: regoOf(mark),
    parameterSchema: labelTemplate.parameters,
    object: configMap("a"),
  });
  if (result?.status !== "violating") throw new Error(`the check answered ${result?.status ?? "nothing"}`);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
