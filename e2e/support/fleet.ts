import { expect, type Page } from "@playwright/test";

/** From an empty organization's overview: adds the sample fleet and waits until every cluster is judged. */
export async function exploreSampleFleet(page: Page, slug: string): Promise<void> {
  await page.goto(`/${slug}`);
  await page.getByRole("button", { name: /sample fleet/i }).click();
  await expect(page.getByText("staging").first()).toBeVisible({ timeout: 60_000 });
  // A list that is read while results still come in keeps its rows, and later ones wait behind "n new, show": read it anew.
  await expect(async () => {
    await page.goto(`/${slug}/violations`);
    await expect(page.getByText("Container 'dind' runs privileged").first()).toBeVisible({ timeout: 4_000 });
  }).toPass({ timeout: 90_000 });
}
