import { fromBytes, toBytes } from "../bytes";
import { parseAddress } from "../net/address";
import { BuiltinError } from "../value";
import { quoteGo } from "./quote";

/** Go's `url.URL`, as far as Rego sees it. */
export interface Url {
  readonly scheme: string;
  /** Host and port as they stand in the text, escapes resolved. */
  readonly host: string;
  readonly path: string;
  /** The path as it was written, where writing it anew would give something else; otherwise empty. */
  readonly rawPath: string;
  readonly rawQuery: string;
  readonly fragment: string;
}

/** Go's `url.Parse`. @throws BuiltinError */
export function parseUrl(text: string): Url {
  const hash = text.indexOf("#");
  const address = hash < 0 ? text : text.slice(0, hash);
  try {
    return { ...parse(address), fragment: hash < 0 ? "" : unescape(text.slice(hash + 1), "path") };
  } catch (cause) {
    if (!(cause instanceof BuiltinError)) throw cause;
    throw new BuiltinError(`parse ${quoteGo(address)}: ${cause.message}`);
  }
}

/** Go's `URL.EscapedPath`. */
export function escapedPath({ path, rawPath }: Url): string {
  if (rawPath !== "" && /^[A-Za-z0-9\-_.~!$&'()*+,;=:@[\]%/]*$/.test(rawPath)) return rawPath;
  return path === "*" ? "*" : escapePath(path);
}

/** Host and port apart; brackets of IPv6 addresses are dropped. */
export function splitHost(host: string): { hostname: string; port: string } {
  const port = /:([0-9]*)$/.exec(host);
  const name = port === null ? host : host.slice(0, port.index);
  return { hostname: /^\[.*\]$/s.test(name) ? name.slice(1, -1) : name, port: port?.[1] ?? "" };
}

function parse(text: string): Omit<Url, "fragment"> {
  const empty = { scheme: "", host: "", path: "", rawPath: "", rawQuery: "" };
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(text)) throw new BuiltinError("net/url: invalid control character in URL");
  if (text === "*") return { ...empty, path: "*" };
  if (text.startsWith(":")) throw new BuiltinError("missing protocol scheme");
  const found = /^[A-Za-z][A-Za-z0-9+.-]*(?=:)/.exec(text)?.[0];
  const scheme = (found ?? "").toLowerCase();
  const afterScheme = found === undefined ? text : text.slice(found.length + 1);
  const question = afterScheme.indexOf("?");
  const rawQuery = question < 0 ? "" : afterScheme.slice(question + 1);
  let rest = question < 0 ? afterScheme : afterScheme.slice(0, question);
  if (!rest.startsWith("/")) {
    if (scheme !== "") return { ...empty, scheme, rawQuery };
    if (/^[^/]*:/.test(rest)) throw new BuiltinError("first path segment in URL cannot contain colon");
  }
  let host = "";
  if (rest.startsWith("//") && (scheme !== "" || !rest.startsWith("///"))) {
    const authority = /^\/\/([^/]*)/.exec(rest)?.[1] ?? "";
    rest = rest.slice(2 + authority.length);
    host = parseAuthority(scheme, authority);
  }
  const path = unescape(rest, "path");
  return { scheme, host, path, rawPath: escapePath(path) === rest ? "" : rest, rawQuery };
}

function parseAuthority(scheme: string, authority: string): string {
  const at = authority.lastIndexOf("@");
  const host = parseHost(scheme, authority.slice(at + 1));
  if (at >= 0) {
    const user = authority.slice(0, at);
    if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user)) throw new BuiltinError("net/url: invalid userinfo");
    unescape(user, "path");
  }
  return host;
}

function parseHost(scheme: string, host: string): string {
  const open = host.lastIndexOf("[");
  if (open > 0) throw new BuiltinError("invalid IP-literal");
  if (open === 0) return parseIpLiteral(host);
  const first = host.indexOf(":");
  if (first >= 0) {
    const isStrict = scheme === "http" || scheme === "https";
    checkPort(host.slice(isStrict ? first : host.lastIndexOf(":")));
  }
  return unescape(host, "host");
}

function parseIpLiteral(host: string): string {
  const close = host.lastIndexOf("]");
  if (close < 0) throw new BuiltinError("missing ']' in host");
  const port = host.slice(close + 1);
  checkPort(port);
  const literal = host.slice(1, close);
  const zone = literal.indexOf("%25");
  const address = unescape(zone < 0 ? literal : literal.slice(0, zone), "host");
  if (!address.includes(":") || parseAddress(address) === null)
    throw new BuiltinError(`invalid host: ParseAddr(${quoteGo(address)}): unable to parse IP`);
  return `[${address}${zone < 0 ? "" : unescape(literal.slice(zone), "path")}]${port}`;
}

function checkPort(port: string): void {
  if (!/^(?::[0-9]*)?$/.test(port)) throw new BuiltinError(`invalid port ${quoteGo(port)} after host`);
}

/** In a host, only bytes outside ASCII and the percent sign may be escaped. */
function unescape(text: string, part: "path" | "host"): string {
  const bad = /%(?![0-9a-fA-F]{2}).{0,2}/s.exec(text)?.[0];
  if (bad !== undefined) throw new BuiltinError(`invalid URL escape ${quoteGo(bad)}`);
  if (part === "host") {
    const escaped = /%(?!25)[0-7][0-9a-fA-F]/.exec(text)?.[0];
    if (escaped !== undefined) throw new BuiltinError(`invalid URL escape ${quoteGo(escaped)}`);
    // eslint-disable-next-line no-control-regex -- every character of ASCII that a host may not hold
    const foreign = /[\u0000- #/?@\\^`{|}]/.exec(text)?.[0];
    if (foreign !== undefined) throw new BuiltinError(`invalid character ${quoteGo(foreign)} in host name`);
  }
  if (!text.includes("%")) return text;
  const bytes: number[] = [];
  for (const [piece] of text.matchAll(/%..|[^%]+/gs)) {
    if (piece.startsWith("%")) bytes.push(Number.parseInt(piece.slice(1), 16));
    else bytes.push(...toBytes(piece));
  }
  return fromBytes(Uint8Array.from(bytes));
}

function escapePath(path: string): string {
  return path.replace(/[^A-Za-z0-9\-_.~$&+,/:;=@]/gu, (character) =>
    Array.from(toBytes(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""),
  );
}
