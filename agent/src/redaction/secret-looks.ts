const secretWord =
  /passw(or)?d|passphrase|secret|token|credential|dockerconfig|(api|private|access|encryption|signing)[_.-]?key/i;
const secretSegments = new Set(["key", "keys", "pass", "pwd", "creds", "cred"]);

/** True for a name under which a secret is likely kept: `DB_PASSWORD`, `stripe-api-key`, `awsSecret`. */
export function hasSecretName(name: string): boolean {
  if (secretWord.test(name)) return true;
  const segments = name.replaceAll(/([a-z\d])([A-Z])/g, "$1_$2").split(/[^A-Za-z\d]+/);
  return segments.some((segment) => secretSegments.has(segment.toLowerCase()));
}

/** True for text that holds a private key in PEM form. */
export function hasPrivateKey(value: string): boolean {
  return value.includes("PRIVATE KEY") && /-----BEGIN [A-Z\d ]*PRIVATE KEY/.test(value);
}

const secretShapes = [
  // scheme://user:password@host
  /:\/\/[^/\s:@]*:[^/\s@]+@/,
  // password=…, "token": "…", secret: …, but no reference such as ${PASSWORD} or {{ .Values.password }}
  /(passw(or)?d|passphrase|secret|token|api[_-]?key|access[_-]?key|credentials?)["']?\s*[:=]\s*["']?[^\s"'${<]{4}/i,
  // tokens that carry their maker's mark
  /\b(AKIA|ASIA)[A-Z\d]{16}\b|\bgh[pousr]_[A-Za-z\d]{30}|\bxox[abprs]-[\w-]{10}|\bglpat-[\w-]{20}|\bey[A-Za-z\d_-]{15,}\.ey[\w-]{15,}\./,
];

/** True for text that holds something shaped like a secret. */
export function hasSecretShape(value: string): boolean {
  return hasPrivateKey(value) || secretShapes.some((shape) => shape.test(value));
}

/** True for values that tell nothing: empty, a switch, or a reference to another variable. */
export function isHarmless(value: string): boolean {
  return /^(|true|false|yes|no|on|off|\$\([\w.-]+\))$/i.test(value);
}

const secretFlag = /^(--?[\w.-]*(?:passw(?:or)?d|passphrase|secret|token|api-?key|credentials?)=)(.+)$/is;

/** Splits `--db-password=abc` into its flag and its secret; undefined for other arguments and for paths to files. */
export function splitSecretFlag(argument: string): [flag: string, secret: string] | undefined {
  const [, flag, secret] = secretFlag.exec(argument) ?? [];
  if (flag === undefined || secret === undefined) return undefined;
  return isHarmless(secret) || secret.startsWith("/") ? undefined : [flag, secret];
}

const secretFields = new Set(
  [
    "password",
    "passwd",
    "passphrase",
    "clientSecret",
    "privateKey",
    "secretKey",
    "secretAccessKey",
    "apiKey",
    "apiToken",
    "authToken",
    "accessToken",
    "bearerToken",
    "token",
  ].map((field) => field.toLowerCase()),
);

/** True for a field of a custom resource that holds a secret itself and not the name of one. */
export function isSecretField(field: string): boolean {
  return secretFields.has(field.toLowerCase().replaceAll(/[_-]/g, ""));
}
