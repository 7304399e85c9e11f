import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { exploreSampleFleet } from "./support/fleet";
import { signUpWithOrganization } from "./support/people";

const screens = [
  "",
  "/violations",
  "/clusters",
  "/clusters/new",
  "/inventory",
  "/policies",
  "/packs",
  "/packs/pss-baseline",
  "/packs/pss-baseline?tab=controls",
  "/templates",
  "/templates/new",
  "/settings",
];

/** WCAG 2.1 A and AA by axe, on the sample fleet, in light and dark, wide and narrow; and the sample fleet itself. */
test("every screen is free of axe findings, light and dark, wide and narrow", async ({ page }) => {
  test.setTimeout(6 * 60_000);
  const { slug } = await signUpWithOrganization(page, "Accessible");
  await exploreSampleFleet(page, slug);
  const inside = [...screens];
  for (const list of ["/violations", "/policies", "/templates", "/clusters"]) {
    await page.goto(`/${slug}${list}`);
    const link = page.locator(`main a[href*="/${slug}${list}/"]:not([href$="/new"])`).first();
    await expect(link).toBeVisible();
    inside.push(((await link.getAttribute("href")) ?? "").replace(`/${slug}`, ""));
  }
  const findings: string[] = [];
  for (const [scheme, width] of [
    ["light", 1440],
    ["dark", 390],
  ] as const) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 900 });
    for (const screen of inside) {
      await page.goto(`/${slug}${screen}`);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await page.waitForLoadState("networkidle", { timeout: 4_000 }).catch(() => undefined);
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21aa"])
        .analyze();
      findings.push(
        ...violations.map(
          ({ id, nodes }) =>
            `${screen || "/"} ${scheme} ${String(width)}: ${id} at ${nodes
              .map(({ target }) => target.join(" "))
              .slice(0, 3)
              .join(", ")}`,
        ),
      );
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (sideways > 1)
        findings.push(
          `${screen || "/"} ${scheme} ${String(width)}: scrolls sideways by ${String(sideways)} px`,
        );
    }
  }
  expect(findings).toEqual([]);
});
