import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { exploreSampleFleet } from "@/e2e/support/fleet";
import { signUpWithOrganization } from "@/e2e/support/people";
import { freePort } from "../cluster/ports";
import { Cleanups } from "../start/cleanups";
import { startProduct } from "../start/product";
import { ensureChromium } from "../tools/chromium";
import { projectFolder } from "../tools/paths";

const folder = join(projectFolder, "docs", "screens");
const settleMs = 1_200;

interface Shot {
  name: string;
  open: (page: Page, slug: string) => Promise<unknown>;
}

const at = (path: string) => (page: Page, slug: string) => page.goto(`/${slug}${path}`);

/** Opens a list and then the first of its entries with this text. */
const inside = (list: string, text: string | RegExp) => async (page: Page, slug: string) => {
  await page.goto(`/${slug}${list}`);
  await page.getByText(text).first().click();
  await page.waitForURL(/[0-9a-f-]{36}/);
};

const shots: readonly Shot[] = [
  { name: "overview", open: at("") },
  { name: "violations", open: at("/violations") },
  {
    name: "violation",
    open: inside("/violations", "Expecting value 'kube-dns', but 'another-dns' was detected"),
  },
  { name: "clusters", open: at("/clusters") },
  { name: "add-cluster", open: at("/clusters/new") },
  { name: "templates", open: at("/templates") },
  { name: "template", open: inside("/templates", "Privileged containers") },
  { name: "template-studio", open: at("/templates/new") },
  { name: "policies", open: at("/policies") },
  { name: "policy", open: inside("/policies", "No privileged containers") },
  { name: "inventory", open: at("/inventory") },
  { name: "settings", open: at("/settings") },
];

/** `npm run screens`: pictures of every screen from the sample fleet, light and dark, for docs/screens. */
async function main(): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), "edict-screens-"));
  await chmod(data, 0o711);
  const cleanups = new Cleanups();
  await cleanups.add(() => rm(data, { recursive: true, force: true, maxRetries: 3 }));
  try {
    const options = {
      help: false,
      port: await freePort("127.0.0.1"),
      host: "127.0.0.1",
      dataDir: join(data, "data"),
      dev: false,
      samples: true,
    };
    const product = await startProduct(options, cleanups, (line) => console.error(line));
    const browser = await chromium.launch({
      executablePath: await ensureChromium(console.error),
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    });
    await cleanups.add(() => browser.close());
    const page = await browser.newPage({
      baseURL: product.url,
      viewport: { width: 1440, height: 1000 },
      reducedMotion: "reduce",
    });
    const { slug } = await signUpWithOrganization(page, "Northwind");
    await exploreSampleFleet(page, slug);
    await mkdir(folder, { recursive: true });
    for (const shot of shots) {
      await shot.open(page, slug);
      for (const scheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme: scheme });
        await page.waitForLoadState("networkidle", { timeout: 4_000 }).catch(() => undefined);
        await page.waitForTimeout(settleMs);
        await page.screenshot({ path: join(folder, `${shot.name}-${scheme}.png`) });
      }
      console.log(`${shot.name}: docs/screens/${shot.name}-{light,dark}.png`);
    }
  } finally {
    await cleanups.run();
  }
}

await main();
process.exit(0);
