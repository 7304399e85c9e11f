import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

const leftOut = {
  // Kubeconfigs need of the client library its ways to log in, not its three megabytes of generated API models …
  "./gen/index.js": `
    const refuse = () => { throw new Error("API models are not part of the agent's bundle"); };
    export const createConfiguration = refuse;
    export class ServerConfiguration { constructor() { refuse(); } }`,
  // … nor a second HTTP client.
  undici: `
    export class Agent { constructor() { throw new Error("undici is not part of the agent's bundle"); } }
    export class ProxyAgent extends Agent {}`,
  // Messages of validation are for the log, in English.
  "../locales/index.js": `export { default as en } from "zod/v4/locales/en.js";`,
};

/**
 * Leaves out what the agent never calls. Code costs memory even where it never runs: the agent has to fit into little.
 * @type {import("esbuild").Plugin}
 */
const withoutUnused = {
  name: "without-unused",
  setup(bundle) {
    bundle.onResolve(
      { filter: /^(\.\/gen\/index\.js|undici|\.\.\/locales\/index\.js)$/ },
      ({ path: name }) => ({
        path: name,
        namespace: "left-out",
      }),
    );
    bundle.onLoad({ filter: /.*/, namespace: "left-out" }, ({ path: name }) => ({
      contents: leftOut[name],
      resolveDir: root,
    }));
  },
};

/**
 * Bundles the agent with all it needs into one file that plain Node runs: no `node_modules` in its image.
 * @param {string} outFile where to put it, e.g. `dist/agent.mjs`
 */
export async function buildAgent(outFile = path.join(root, "dist", "agent.mjs")) {
  await mkdir(path.dirname(outFile), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: [path.join(root, "agent", "src", "main.ts")],
    outfile: outFile,
    bundle: true,
    platform: "node",
    target: "node22",
    format: "esm",
    minify: true,
    keepNames: true,
    legalComments: "none",
    tsconfig: path.join(root, "agent", "tsconfig.json"),
    logLevel: "warning",
    plugins: [withoutUnused],
    // Some dependencies are CommonJS and ask for Node's own modules at run time.
    banner: {
      js: 'import { createRequire as edictRequire } from "node:module"; const require = edictRequire(import.meta.url);',
    },
  });
  return outFile;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outFile = await buildAgent(process.argv[2]);
  console.log(`agent bundled into ${outFile}`);
}
