import { createHash, createHmac } from "node:crypto";
import { compareText, entriesOf, makeObject, makeSet } from "./compare";
import { toMachineInteger } from "./decimal";
import { escapedPath, parseUrl, type Url } from "./go/url";
import { marshalJson } from "./json-marshal";
import { numberOperand, objectOperand, operandError, type Builtin, type Builtins } from "./operands";
import { printValue } from "./print";
import { formatTime } from "./time/format";
import { utc } from "./time/zone";
import {
  getField,
  isObject,
  numberText,
  OperandError,
  type RecordValue,
  type RegoMap,
  type Value,
} from "./value";

type ObjectValue = RecordValue | RegoMap;

const REQUIRED = ["aws_access_key", "aws_region", "aws_secret_access_key", "aws_service"];
const UNSIGNED_HEADERS = new Set(["authorization", "user-agent", "x-amzn-trace-id"]);
const REQUEST_KEYS = new Set(
  `method url body enable_redirect force_json_decode force_yaml_decode headers raw_body tls_use_system_certs
  tls_ca_cert tls_ca_cert_file tls_ca_cert_env_variable tls_client_cert tls_client_cert_file
  tls_client_cert_env_variable tls_client_key tls_client_key_file tls_client_key_env_variable
  tls_insecure_skip_verify tls_server_name timeout cache force_cache force_cache_duration_seconds raise_error
  caching_mode max_retry_attempts cache_ignored_headers`.split(/\s+/),
);

const signRequest: Builtin = (_ctx, requestValue, configValue, timeValue) => {
  const request = objectOperand(requestValue, 1);
  const config = objectOperand(configValue, 1);
  checkConfig(config);
  const timeNs = toMachineInteger(numberText(numberOperand(timeValue, 1)));
  if (timeNs === null)
    throw new OperandError("operand 3 could not convert time_ns value into a unix timestamp");
  checkRequest(request);
  const headersValue = getField(request, "headers") ?? {};
  if (!isObject(headersValue)) throw operandError(headersValue, 0, "object");
  const headers = new Map(entriesOf(headersValue).map(([key, value]) => [textOf(key), textOf(value)]));
  const url = parseUrl(textOf(getField(request, "url")));
  const unsigned = getField(config, "disable_payload_signing") ?? false;
  if (typeof unsigned !== "boolean")
    throw new OperandError("operand 2 invalid value for 'disable_payload_signing' in AWS config");
  const body = unsigned ? "UNSIGNED-PAYLOAD" : sha256(bodyOf(request));
  const added = signV4({ headers, method: textOf(getField(request, "method")), url, body, config, timeNs });
  const signed = new Map([...headers, ...added]);
  return makeObject([...entriesOf(request), ["headers", Object.fromEntries(signed)]]);
};

/** Signing requests to Amazon's services, version 4. Nothing is sent. */
export const awsBuiltins: Builtins = { "providers.aws.sign_req": signRequest };

interface Signing {
  readonly headers: ReadonlyMap<string, string>;
  readonly method: string;
  readonly url: Url;
  /** The hash of the body, or what stands for an unsigned one. */
  readonly body: string;
  readonly config: ObjectValue;
  readonly timeNs: bigint;
}

function signV4({ headers, method, url, body, config, timeNs }: Signing): Map<string, string> {
  const setting = (name: string): string => textOf(getField(config, name));
  const [service, region] = [setting("aws_service"), setting("aws_region")];
  const seconds = Number(
    (timeNs - (((timeNs % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n)) / 1_000_000_000n,
  );
  const time = formatTime(seconds, 0, utc, "20060102T150405Z");
  const date = time.slice(0, 8);
  const own = new Map([
    ["host", url.host],
    ["x-amz-date", time],
  ]);
  if (service === "s3" || service === "glacier") own.set("x-amz-content-sha256", body);
  if (setting("aws_session_token") !== "") own.set("x-amz-security-token", setting("aws_session_token"));
  const toSign = new Map(own);
  for (const [name, value] of headers)
    if (!UNSIGNED_HEADERS.has(name.toLowerCase())) toSign.set(name.toLowerCase(), value);
  const names = [...toSign.keys()].sort(compareText);
  const canonical = [
    method,
    escapedPath(url),
    url.rawQuery,
    ...names.map((name) => `${name}:${toSign.get(name) ?? ""}`),
    "",
    names.join(";"),
    body,
  ].join("\n");
  const scope = `${date}/${region}/${service}/aws4_request`;
  const text = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonical)}`;
  const key = [date, region, service, "aws4_request"].reduce<Buffer>(
    (secret, part) => hmac(secret, part),
    Buffer.from(`AWS4${setting("aws_secret_access_key")}`),
  );
  const authorization =
    `AWS4-HMAC-SHA256 Credential=${setting("aws_access_key")}/${scope},` +
    `SignedHeaders=${names.join(";")},Signature=${hmac(key, text).toString("hex")}`;
  return new Map([["Authorization", authorization], ...own]);
}

function checkConfig(config: ObjectValue): void {
  const missing = REQUIRED.filter((key) => getField(config, key) === undefined);
  if (missing.length > 0)
    throw new OperandError(
      `operand 2 missing required AWS config parameters(s): ${printValue(makeSet(missing))}`,
    );
  const invalid = REQUIRED.filter((key) => typeof getField(config, key) !== "string");
  if (invalid.length > 0)
    throw new OperandError(
      `operand 2 invalid values for required AWS config parameters(s): ${printValue(makeSet(invalid))}`,
    );
}

function checkRequest(request: ObjectValue): void {
  const strange = entriesOf(request).flatMap(([key]) => (REQUEST_KEYS.has(textOf(key)) ? [] : [key]));
  if (strange.length > 0)
    throw new OperandError(`operand 1 invalid request parameters(s): ${printValue(makeSet(strange))}`);
  const missing = ["method", "url"].filter((key) => getField(request, key) === undefined);
  if (missing.length > 0)
    throw new OperandError(
      `operand 1 missing required request parameters(s): ${printValue(makeSet(missing))}`,
    );
  const invalid = ["method", "url"].filter((key) => typeof getField(request, key) !== "string");
  if (invalid.length > 0)
    throw new OperandError(
      `operand 1 invalid values for required request parameters(s): ${printValue(makeSet(invalid))}`,
    );
}

function bodyOf(request: ObjectValue): string {
  const raw = getField(request, "raw_body");
  if (raw !== undefined) return textOf(raw);
  const body = getField(request, "body");
  return body === undefined ? "" : marshalJson(body);
}

function textOf(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
