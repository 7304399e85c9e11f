import { expect, test, type Page } from "@playwright/test";
import { exploreSampleFleet } from "./support/fleet";
import { signUpWithOrganization } from "./support/people";

const address = "/packs/pss-baseline";
const leftOut = "Ports opened on the node";

/** What the preview says in its sentence, once it has judged the whole fleet. */
async function counted(page: Page): Promise<number> {
  const preview = page.getByRole("region", { name: "What this would find now" });
  await expect(preview.getByText(/entities · /)).toBeVisible({ timeout: 30_000 });
  const sentence = await preview.getByText(/^They would open/).innerText();
  return Number(/open ([\d,]+) violation/.exec(sentence)?.[1]?.replaceAll(",", ""));
}

test("a pack is switched on in one go, without what was left out, and opens what the preview counted", async ({
  page,
}) => {
  test.setTimeout(4 * 60_000);
  const { slug } = await signUpWithOrganization(page, "Packs");
  await exploreSampleFleet(page, slug);
  // Entities still arrive for a while: the number counts once two readings agree.
  let before = Number.NaN;
  await expect(async () => {
    await page.goto(`/${slug}${address}`);
    const now = await counted(page);
    const settled = now === before;
    before = now;
    expect(settled).toBe(true);
  }).toPass({ intervals: [2_000], timeout: 90_000 });

  await page.getByRole("checkbox", { name: `Select ${leftOut}` }).click();
  await expect(page.getByText(/^They would open/)).not.toHaveText(new RegExp(`open ${String(before)} `));
  const expected = await counted(page);
  expect(expected).toBeGreaterThan(0);
  expect(expected).toBeLessThan(before);

  await page.getByRole("button", { name: /^Switch on \d+ policies$/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(`They would open ${String(expected)} violations`)).toBeVisible();
  await dialog.getByRole("button", { name: /^Switch on/ }).click();
  const made = page.getByRole("region", { name: "What was switched on" });
  await expect(made.getByText(/policies are on$/)).toBeVisible();
  const row = page.getByRole("row", { name: new RegExp(leftOut) });
  await expect(row.getByRole("cell", { name: "Off" })).toBeVisible();

  await made.getByRole("link", { name: "Show what they find" }).click();
  await page.waitForURL(/\/violations\?policy=/);
  await expect(async () => {
    await page.reload();
    await expect(
      page.getByRole("navigation").getByRole("link", { name: new RegExp(`^Open\\s*${String(expected)}$`) }),
    ).toBeVisible({ timeout: 4_000 });
  }).toPass({ timeout: 60_000 });
});
