import { generateKeyPairSync, randomBytes, X509Certificate } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ensureFolder } from "../tools/paths";

const renewBeforeMs = 30 * 24 * 3600 * 1000;

/** Files and secrets of a cluster, kept in its data folder across starts. */
export interface Credentials {
  /** The API server writes its serving certificate here, with its authority, at its first start. */
  certFolder: string;
  /** Trust this file to trust the API server. It exists once the API server is ready. */
  caPath: string;
  serviceAccountKeyPath: string;
  serviceAccountPublicKeyPath: string;
  tokenFilePath: string;
  /** What the API server shows to the kubelet. Made only for a cluster with a node. */
  kubeletClientCertPath: string;
  kubeletClientKeyPath: string;
  /** Bearer token of a member of `system:masters`. */
  adminToken: string;
}

/** Makes what is missing and keeps what is there, so that kubeconfigs and pods of an earlier start stay valid. */
export async function prepareCredentials(dataDir: string): Promise<Credentials> {
  const certFolder = ensureFolder(join(dataDir, "certs"));
  const caPath = join(certFolder, "apiserver.crt");
  await dropOldCertificate(certFolder, caPath);
  const serviceAccountKeyPath = join(certFolder, "sa.key");
  const serviceAccountPublicKeyPath = join(certFolder, "sa.pub");
  if ((await readIfThere(serviceAccountPublicKeyPath)) === undefined) {
    const pair = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      privateKeyEncoding: { type: "pkcs1", format: "pem" },
      publicKeyEncoding: { type: "spki", format: "pem" },
    });
    await writeFile(serviceAccountKeyPath, pair.privateKey, { mode: 0o600 });
    await writeFile(serviceAccountPublicKeyPath, pair.publicKey);
  }
  const tokenFilePath = join(certFolder, "tokens.csv");
  const known = (await readIfThere(tokenFilePath))?.split(",")[0];
  const adminToken = known ?? randomBytes(24).toString("hex");
  if (known === undefined) {
    await writeFile(tokenFilePath, `${adminToken},admin,admin,system:masters\n`, { mode: 0o600 });
  }
  return {
    certFolder,
    caPath,
    serviceAccountKeyPath,
    serviceAccountPublicKeyPath,
    tokenFilePath,
    kubeletClientCertPath: join(certFolder, "kubelet-client.crt"),
    kubeletClientKeyPath: join(certFolder, "kubelet-client.key"),
    adminToken,
  };
}

/** The API server makes its certificate for a year and never renews it. */
async function dropOldCertificate(certFolder: string, certPath: string): Promise<void> {
  const pem = await readIfThere(certPath);
  if (pem === undefined) return;
  const expiresAt = Date.parse(new X509Certificate(pem).validTo);
  if (expiresAt - Date.now() > renewBeforeMs) return;
  await rm(certPath, { force: true });
  await rm(join(certFolder, "apiserver.key"), { force: true });
}

async function readIfThere(path: string): Promise<string | undefined> {
  const text = await readFile(path, "utf8").catch(() => "");
  return text === "" ? undefined : text;
}
