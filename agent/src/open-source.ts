import { secretCredentials } from "./credentials/secret-store";
import { memoryCredentials, type CredentialStore } from "./credentials/store";
import { KubernetesApi } from "./kubernetes/api";
import { ClusterSource } from "./kubernetes/cluster-source";
import { inClusterConnection, ownNamespace } from "./kubernetes/in-cluster";
import type { Logger } from "./log";
import type { AgentOptions } from "./options";
import type { AgentStatus } from "./status";
import type { SnapshotSource } from "./sync/source";
import type { Timing } from "./timing";

/** The Secret an agent in a cluster keeps its credential in; the install manifest gives it exactly this one. */
const credentialSecret = "edict-agent-credential";

/** Opens what the options say to read, with the natural place for the credential beside it. */
export async function openSource(
  options: AgentOptions,
  context: { timing: Timing; status: AgentStatus; log: Logger },
): Promise<{ source: SnapshotSource; credentials: CredentialStore }> {
  const { source, clusterUid } = options;
  switch (source.type) {
    case "folder": {
      const { FolderSource } = await import("./folder/folder-source");
      const folder = new FolderSource({ ...context, folder: source.folder, clusterUid });
      return { source: folder, credentials: memoryCredentials() };
    }
    case "kubeconfig": {
      const { kubeconfigConnection } = await import("./kubernetes/kubeconfig");
      const connection = await kubeconfigConnection(source.file);
      return {
        source: new ClusterSource({ ...context, connection, clusterUid }),
        credentials: memoryCredentials(),
      };
    }
    case "in-cluster": {
      const connection = inClusterConnection(source);
      const api = new KubernetesApi(connection, context.timing.requestTimeoutMs);
      return {
        source: new ClusterSource({ ...context, connection, clusterUid }),
        credentials: secretCredentials(api, ownNamespace(source.serviceAccountFolder), credentialSecret),
      };
    }
  }
}
