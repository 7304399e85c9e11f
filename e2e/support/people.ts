import type { Page } from "@playwright/test";

export const password = "correct horse battery staple";

/** Signs up a new person through the screens and names an organization; ends on its overview. */
export async function signUpWithOrganization(
  page: Page,
  name: string,
): Promise<{ email: string; slug: string }> {
  const email = `ada.${Date.now().toString(36)}@example.com`;
  await page.goto("/sign-up");
  await page.getByRole("textbox", { name: "Name" }).fill("Ada Lovelace");
  await page.getByRole("textbox", { name: "E-mail" }).fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Create the account" }).click();
  await page.waitForURL(/\/welcome/);
  await page.getByRole("textbox", { name: "Name of the organization" }).fill(name);
  await page.getByRole("button", { name: "Create the organization" }).click();
  await page.waitForURL((url) => !/welcome|sign/.test(url.pathname));
  return { email, slug: new URL(page.url()).pathname.split("/")[1] ?? "" };
}
