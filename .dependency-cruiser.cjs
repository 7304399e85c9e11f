/**
 * The house in arrows (ARCHITECTURE.md). Each forbidden rule is one sentence about who may know whom.
 */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: from, pathNot: "\\.test\\.ts$" },
  to: { path: "^(app|components|lib|agent|scripts|e2e)/", pathNot: [from, ...allowed] },
});

module.exports = {
  forbidden: [
    { name: "no-cycle", severity: "error", from: {}, to: { circular: true } },
    only(
      "contracts-alone",
      "^lib/contracts/",
      [],
      "Contracts import zod and each other, nothing else of the house.",
    ),
    only("domain-pure", "^lib/domain/", ["^lib/contracts/"], "Domain is pure: contracts only."),
    only(
      "engine-below",
      "^lib/engine/",
      ["^lib/domain/", "^lib/contracts/"],
      "The engine knows rules, not storage.",
    ),
    only("data-below", "^lib/data/", ["^lib/domain/", "^lib/contracts/"], "The data layer knows no service."),
    only(
      "services",
      "^lib/services/",
      ["^lib/(domain|data|engine|contracts|library|install)"],
      "Services stand on domain, data, engine, the library reader and the install manifest.",
    ),
    only(
      "cli",
      "^lib/cli/",
      ["^lib/(domain|engine|contracts|library|env)/"],
      "The command line judges without a database: it knows engine, domain, contracts and the library reader.",
    ),
    only("client", "^lib/client/", ["^lib/(contracts|domain)/"], "Browser code knows contracts and domain."),
    only(
      "components",
      "^components/",
      ["^lib/(client|contracts|domain)/"],
      "Screens know the client, never a service.",
    ),
    only(
      "agent-wire",
      "^agent/",
      ["^lib/contracts/wire"],
      "The agent shares the wire contract and nothing else.",
    ),
    only(
      "routes-thin",
      "^app/api/",
      ["^lib/(http|services|contracts|auth|env|runtime)/"],
      "Routes know http, services and contracts.",
    ),
    only(
      "pages",
      "^app/(?!api/)",
      ["^components/", "^lib/(client|contracts|domain|services|http|auth|env|runtime)/"],
      "Pages know components and read through services.",
    ),
    {
      name: "system-door",
      comment: "What may see every organization is listed in two files.",
      severity: "error",
      from: { pathNot: "^lib/data/(system|units)\\.ts$" },
      to: { path: "^lib/data/system-door" },
    },
    {
      name: "prisma-and-pg-in-data-only",
      severity: "error",
      from: { pathNot: "^(lib/data/|scripts/)" },
      to: { path: "node_modules/(@prisma|pg|prisma)/" },
    },
    {
      name: "no-tests-in-product",
      severity: "error",
      from: { pathNot: "\\.test\\.tsx?$|^e2e/|^scripts/" },
      to: { path: "\\.test\\.tsx?$|^e2e/|^scripts/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "lib/data/generated" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};
