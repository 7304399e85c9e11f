import AxeBuilder from "@axe-core/playwright";
import { expect, test, type Page } from "@playwright/test";
import { meSchema } from "@/lib/contracts/api/account";
import { templateListSchema } from "@/lib/contracts/api/templates";
import { signUpWithOrganization } from "./support/people";

const rego = `package e2e.host_network

violation contains result if {
	input.spec.hostNetwork == true
	result := {
		"msg": "The Pod shares the node's network",
		"violating_key": "spec.hostNetwork",
		"recommended_value": false,
	}
}
`;
const broken = rego.replace("== true", "== false");
const pod = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostNetwork: true
`;
const difference = "expected a violation at spec.hostNetwork, found none";

async function write(page: Page, label: string, text: string): Promise<void> {
  const editor = page.getByRole("textbox", { name: label, exact: true });
  await editor.click();
  await editor.fill(text);
}

/** Titles of the templates that the person's organization has published. */
async function ownTemplates(page: Page): Promise<string[]> {
  const { memberships } = meSchema.parse(await (await page.request.get("/api/v1/me")).json());
  const id = memberships[0]?.organization.id ?? "";
  const list = await page.request.get(`/api/v1/organizations/${id}/templates?origin=own`);
  return templateListSchema.parse(await list.json()).items.map(({ title }) => title);
}

async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa"]).analyze();
  return violations.map(
    ({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
  );
}

test("a test is taken from the input, refuses a broken rule at publish, and stays with the version", async ({
  page,
}) => {
  test.setTimeout(3 * 60_000);
  const { slug } = await signUpWithOrganization(page, "Tests");
  const tests = page.getByRole("list", { name: "Tests", exact: true });
  const publish = page.getByRole("button", { name: /^Publish/ });

  await test.step("write a template and try it on a pasted Pod", async () => {
    await page.goto(`/${slug}/templates/new`);
    await write(page, "Rego", rego);
    await page.getByRole("textbox", { name: "Title" }).fill("No host network");
    await page.getByRole("button", { name: "Add a kind", exact: true }).click();
    await page.getByRole("option", { name: /^Pod/ }).first().click();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Paste YAML" }).click();
    await write(page, "Pasted entity", pod);
    await expect(page.getByText("Violates, in 1 place")).toBeVisible();
  });

  await test.step("the result becomes a test, which passes", async () => {
    await page.getByRole("button", { name: "Add from this input" }).click();
    await expect(tests.getByRole("listitem")).toHaveCount(1);
    await expect(tests.getByText("Pod web violates")).toBeVisible();
    await expect(tests.getByText("Passes")).toBeVisible();
    await expect(publish).toHaveText("Publish");
  });

  await test.step("it is renamed by keyboard", async () => {
    await page.getByRole("button", { name: "Edit or rename Pod web violates" }).press("Enter");
    const dialog = page.getByRole("dialog", { name: "Edit the test" });
    await expect(dialog.getByRole("textbox", { name: "Object of the test" })).toBeVisible();
    await expect(dialog.getByRole("textbox", { name: "Violating key 1" })).toHaveValue("spec.hostNetwork");
    await expect(dialog.getByRole("textbox", { name: "Recommended value 1" })).toHaveValue("false");
    expect(await axeFindings(page)).toEqual([]);
    const name = dialog.getByRole("textbox", { name: "Name", exact: true });
    await expect(name).toBeFocused();
    await name.fill("the host's network is found");
    await dialog.getByRole("button", { name: "Keep the changes" }).press("Enter");
    await expect(dialog).toBeHidden();
    await expect(
      page.getByRole("button", { name: "Edit or rename the host's network is found" }),
    ).toBeFocused();
    await expect(tests.getByText("the host's network is found")).toBeVisible();
  });

  await test.step("a broken rule fails it, and publishing is refused with the reason", async () => {
    await write(page, "Rego", broken);
    await expect(publish).toHaveText("Publish · 1 test fails");
    await expect(tests.getByText(difference)).toBeVisible();
    for (const [colorScheme, width] of [
      ["dark", 390],
      ["light", 1440],
    ] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 900 });
      await expect(tests.getByText(difference)).toBeVisible();
      expect(await axeFindings(page)).toEqual([]);
    }
    await publish.click();
    await expect(page.getByText(/^1 of 1 test did not pass\. Nothing was published\./)).toBeVisible();
    await expect(page.getByText("tests[0].expect.keys[0]")).toBeVisible();
    await expect(page.getByText(`“the host's network is found”: ${difference}.`)).toBeVisible();
    expect(new URL(page.url()).pathname).toBe(`/${slug}/templates/new`);
    expect(await ownTemplates(page)).toEqual([]);
  });

  await test.step("the mended rule is published with its test", async () => {
    await write(page, "Rego", rego);
    await expect(tests.getByText("Passes")).toBeVisible();
    await expect(publish).toHaveText("Publish");
    await publish.click();
    await page.waitForURL(/\/templates\/[0-9a-f-]{36}$/);
    expect(await ownTemplates(page)).toEqual(["No host network"]);
    await page.getByRole("link", { name: "Tests", exact: true }).click();
    await expect(page.getByText("1 test, which version 1 passed when it was published")).toBeVisible();
    await page.getByText("the host's network is found").click();
    await expect(page.getByRole("region", { name: "Object of the host's network is found" })).toContainText(
      "hostNetwork: true",
    );
    expect(await axeFindings(page)).toEqual([]);
  });

  await test.step("the next version starts with it, and a removed test can be had back", async () => {
    await page.getByRole("link", { name: "Edit in studio" }).click();
    await page.waitForURL(/\/edit$/);
    await expect(tests.getByText("Passes")).toBeVisible();
    await page.getByRole("button", { name: "Remove the test the host's network is found" }).click();
    await expect(page.getByText("None yet. A test is an object")).toBeVisible();
    const undo = page.getByRole("button", { name: "Undo" });
    await expect(undo).toBeFocused();
    await undo.press("Enter");
    await expect(tests.getByText("Passes")).toBeVisible();
  });
});
