import { HttpError } from "../http/http-error";
import { member, text, type JsonObject } from "../json";
import type { KubernetesApi } from "../kubernetes/api";
import { parseCredential, type CredentialStore } from "./store";

const dataKey = "credential.json";

/** Keeps the credential in one Secret of the agent's own namespace, the only object it may write. */
export function secretCredentials(api: KubernetesApi, namespace: string, name: string): CredentialStore {
  const collection = `/api/v1/namespaces/${encodeURIComponent(namespace)}/secrets`;
  const place = `Secret ${namespace}/${name}`;

  const read = async (signal: AbortSignal): Promise<JsonObject | undefined> => {
    try {
      return await api.get(`${collection}/${name}`, signal);
    } catch (error) {
      if (error instanceof HttpError && error.status === 404) return undefined;
      throw error;
    }
  };

  return {
    async load(signal) {
      const encoded = text(member(await read(signal), "data"), dataKey) ?? "";
      return parseCredential(Buffer.from(encoded, "base64").toString("utf8"), place);
    },
    async save(credential, signal) {
      const existing = await read(signal);
      const data = { [dataKey]: Buffer.from(JSON.stringify(credential)).toString("base64") };
      if (existing === undefined) {
        const metadata = { name, namespace };
        await api.send(
          "POST",
          collection,
          { apiVersion: "v1", kind: "Secret", metadata, type: "Opaque", data },
          signal,
        );
      } else {
        await api.send("PUT", `${collection}/${name}`, { ...existing, data }, signal);
      }
    },
  };
}
