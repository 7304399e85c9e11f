import { z } from "zod";

export const credentialSchema = z.object({
  clusterId: z.string(),
  clusterName: z.string(),
  /** The agent's own bearer credential. */
  credential: z.string().min(1),
  /** Which install token it was got with, so that a new token leads to a new registration. */
  tokenFingerprint: z.string().optional(),
  /** Key of the masks, base64; kept for good, so that equal secrets stay comparable between runs. */
  redactionKey: z.string().min(1),
});
export type Credential = z.infer<typeof credentialSchema>;

/** Where the agent keeps its credential between runs. */
export interface CredentialStore {
  load(signal: AbortSignal): Promise<Credential | undefined>;
  save(credential: Credential, signal: AbortSignal): Promise<void>;
}

/** Parses a stored credential; undefined for an empty text. @throws Error for one that cannot be read. */
export function parseCredential(text: string, place: string): Credential | undefined {
  if (text.trim() === "") return undefined;
  try {
    return credentialSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`${place} holds no agent credential; remove it to register again`, { cause });
  }
}

/** Keeps the credential in memory only: the agent registers again at its next start. */
export function memoryCredentials(): CredentialStore {
  let kept: Credential | undefined;
  return {
    load: () => Promise.resolve(kept),
    save: (credential) => {
      kept = credential;
      return Promise.resolve();
    },
  };
}
