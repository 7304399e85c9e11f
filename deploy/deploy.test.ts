import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { consoleEnvSchema, migrationEnvSchema, workerEnvSchema } from "@/lib/env/schema";
import packageFile from "@/package.json" with { type: "json" };
import { targets } from "@/scripts/build/targets";
import { opaVersion } from "@/scripts/tools/opa";

const composeSchema = z.object({
  services: z.record(
    z.string(),
    z.object({
      image: z.string(),
      build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
      command: z.array(z.string()).optional(),
      environment: z.record(z.string(), z.string()),
      healthcheck: z.unknown().optional(),
      depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
    }),
  ),
});
const compose = composeSchema.parse(parse(readFileSync("docker-compose.yml", "utf8"), { merge: true }));
const service = (name: string) => composeSchema.shape.services.valueType.parse(compose.services[name]);

/** Read by next-auth itself, not by lib/env. */
const nextAuth = ["AUTH_TRUST_HOST"];
/** Read by docker-compose.yml alone. */
const composeOnly = ["POSTGRES_PASSWORD", "EDICT_PORT"];

interface Instruction {
  stage: string | undefined;
  word: string;
  rest: string;
}

/** Instructions of a Dockerfile with the name of the stage they are in; comments gone, continued lines joined. */
function instructionsOf(path: string): Instruction[] {
  const text = readFileSync(path, "utf8")
    .replaceAll(/^#.*$/gm, "")
    .replaceAll(/\\\n\s*/g, "");
  let stage: string | undefined;
  return text.split("\n").flatMap((line) => {
    const match = /^([A-Z]+)\s+(.*)$/.exec(line);
    if (match === null) return [];
    const [word = "", rest = ""] = match.slice(1);
    if (word === "FROM") stage = / AS (\S+)$/.exec(rest)?.[1];
    return [{ stage, word, rest }];
  });
}

function variablesIn(path: string): string[] {
  return instructionsOf(path)
    .filter(({ word }) => word === "ENV")
    .flatMap(({ rest }) => [...rest.matchAll(/(\w+)=/g)].flatMap((match) => match[1] ?? []));
}

const processes = [
  { name: "console", schema: consoleEnvSchema },
  { name: "worker", schema: workerEnvSchema },
  { name: "migrate", schema: migrationEnvSchema },
];

describe.each(processes)("the $name service", ({ name, schema }) => {
  const environment = Object.keys(service(name).environment);

  test("gets no variable that its process does not read", () => {
    const known = [...Object.keys(schema.shape), ...(name === "console" ? nextAuth : [])];
    expect(environment.filter((variable) => !known.includes(variable))).toEqual([]);
  });

  test("gets every variable that its process can't do without", () => {
    const missing = schema.safeParse({}).error?.issues.map((issue) => issue.path.join(".")) ?? [];
    expect(missing).toContain("DATABASE_URL");
    const given = [...environment, ...variablesIn("deploy/Dockerfile")];
    expect(missing.filter((variable) => !given.includes(variable))).toEqual([]);
  });

  test("starts after what it needs", () => {
    const first = name === "migrate" ? "postgres" : "migrate";
    expect(Object.keys(service(name).depends_on ?? {})).toEqual([first]);
  });

  test("runs a program that the image has", () => {
    const program = service(name).command?.find((argument) => argument.startsWith("dist/"));
    const bundles = ["dist/worker.mjs", "dist/migrate.mjs"];
    if (name === "console") expect(service(name).command).toBeUndefined();
    else expect(bundles).toContain(program);
  });
});

test("the sample fleet is off where Edict is deployed", () => {
  expect(service("console").environment["EDICT_SAMPLE_FLEET"]).toBe("off");
  expect(service("worker").environment["EDICT_SAMPLE_FLEET"]).toBe("off");
});

test("the database is waited for by its health", () => {
  expect(service("postgres").image).toBe("postgres:17");
  expect(service("postgres").healthcheck).toHaveProperty("test");
  expect(service("migrate").depends_on).toEqual({ postgres: { condition: "service_healthy" } });
});

test("images carry this version", () => {
  expect(service("console").image).toBe(`edict.local/edict:${packageFile.version}`);
  expect(service("console").build?.dockerfile).toBe("deploy/Dockerfile");
});

test(".env.example names every variable, and no other", () => {
  const named = [...readFileSync(".env.example", "utf8").matchAll(/^(\w+)=/gm)].map((match) => match[1]);
  const known = new Set([...processes.flatMap(({ schema }) => Object.keys(schema.shape)), ...composeOnly]);
  expect(named.toSorted()).toEqual([...known].toSorted());
});

describe.each(["deploy/Dockerfile", "deploy/agent.Dockerfile"])("%s", (path) => {
  const instructions = instructionsOf(path);
  const copies = instructions.filter(({ word }) => word === "COPY");

  test("copies only what the checkout or an earlier stage has", () => {
    const stages = instructions.map(({ stage }) => stage);
    for (const { rest } of copies) {
      const from = /--from=(\S+)/.exec(rest)?.[1];
      const sources = rest
        .split(/\s+/)
        .filter((part) => !part.startsWith("--"))
        .slice(0, -1);
      if (from === undefined) expect(sources.filter((source) => !existsSync(source))).toEqual([]);
      else expect(stages).toContain(from);
    }
  });

  test("does not run as root", () => {
    expect(instructions.findLast(({ word }) => word === "USER")?.rest).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  });
});

test("the image compiles Rego with the version that everything else uses", () => {
  const version = instructionsOf("deploy/Dockerfile").find(({ word }) => word === "ARG")?.rest;
  expect(version).toBe(`OPA_VERSION=${opaVersion}`);
});

test("the image is built from everything the product is built from", () => {
  const copied = instructionsOf("deploy/Dockerfile")
    .filter(({ word, stage }) => word === "COPY" && (stage === "build" || stage === "packages"))
    .flatMap(({ rest }) => rest.split(/\s+/).slice(0, -1));
  const inputs = targets.flatMap((target) => target.inputs.map((input) => input.split("/")[0]));
  expect([...new Set(inputs)].filter((input) => !copied.includes(input ?? ""))).toEqual([]);
});
