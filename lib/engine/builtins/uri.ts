import { parseUrl, splitHost } from "./go/url";
import { textOperand, type Builtins } from "./operands";
import { BuiltinError, type Value } from "./value";

export const uriBuiltins: Builtins = {
  "uri.parse": (_ctx, text) => {
    const url = parseUrl(textOperand(text, 1));
    const parts = {
      scheme: url.scheme,
      ...splitHost(url.host),
      path: url.path,
      raw_path: url.rawPath === "" ? url.path : url.rawPath,
      raw_query: url.rawQuery,
      fragment: url.fragment,
    };
    const given: [string, Value][] = Object.entries(parts).filter(([, part]) => part !== "");
    return Object.fromEntries(given);
  },
  /** The empty text, a valid reference, is refused. */
  "uri.is_valid": (_ctx, text) => typeof text === "string" && text !== "" && isValid(text),
};

function isValid(text: string): boolean {
  try {
    parseUrl(text);
    return true;
  } catch (cause) {
    if (cause instanceof BuiltinError) return false;
    throw cause;
  }
}
