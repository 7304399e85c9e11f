/** What `npm run library` was asked to do. */
export interface Options {
  ids: readonly string[];
  action: "check" | "mutations" | "samples" | "write-docs" | "help";
  /** File for the coverage as JSON. */
  jsonFile: string | null;
}

export const help = `Checks the built-in library.

Usage: npm run library -- [ID…] [--json FILE]    checks all templates, or some
       npm run library -- --mutations [ID…]      lists small changes of fixtures that change no verdict
       npm run library -- --write-docs           writes docs/library.md
       npm run library -- samples                judges the sample fleet by its own policies
`;

/** @throws Error for an option that is not known */
export function readOptions(args: readonly string[]): Options {
  const ids: string[] = [];
  let action: Options["action"] = "check";
  let jsonFile: string | null = null;
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? "";
    if (arg === "--mutations") action = "mutations";
    else if (arg === "--write-docs") action = "write-docs";
    else if (arg === "--help") action = "help";
    else if (arg === "--json") {
      index += 1;
      jsonFile = args[index] ?? null;
      if (jsonFile === null) throw new Error("--json needs a file");
    } else if (arg.startsWith("-")) throw new Error(`no option is called ${arg}`);
    else ids.push(arg);
  }
  if (action === "check" && ids.length === 1 && ids[0] === "samples")
    return { ids: [], action: "samples", jsonFile };
  return { ids, action, jsonFile };
}
