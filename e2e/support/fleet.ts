import { expect, type Page } from "@playwright/test";

/** From an empty organization's overview: adds the sample fleet and waits until every cluster is judged. */
export async function exploreSampleFleet(page: Page, slug: string): Promise<void> {
  await page.goto(`/${slug}`);
  await page.getByRole("button", { name: /sample fleet/i }).click();
  await expect(page.getByText("staging").first()).toBeVisible({ timeout: 60_000 });
  await page.goto(`/${slug}/violations`);
  await expect(page.getByText("Container 'dind' runs privileged").first()).toBeVisible({ timeout: 90_000 });
}
