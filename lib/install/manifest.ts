import { stringify } from "yaml";
import { agentDeployment, type ImagePullPolicy } from "./deployment";
import { INSTALL_NAMES } from "./names";
import { clusterRules, namespaceRules } from "./rbac";

export type { ImagePullPolicy } from "./deployment";
export { agentRbacRules, type RbacRule } from "./rbac";

export interface InstallManifestInput {
  /** Base address of the console as the cluster reaches it. */
  consoleUrl: string;
  /** One-time token of this cluster; ends up in the Secret `edict-agent-install`. */
  installToken: string;
  /** Agent image with a fixed tag or digest. */
  image: string;
  imagePullPolicy: ImagePullPolicy;
  /** Name of the cluster in the console; kept as an annotation for people who read the manifest. */
  clusterName: string;
}

const labels = {
  "app.kubernetes.io/name": INSTALL_NAMES.agent,
  "app.kubernetes.io/instance": INSTALL_NAMES.agent,
  "app.kubernetes.io/component": "agent",
  "app.kubernetes.io/part-of": "edict",
  "app.kubernetes.io/managed-by": "edict",
};

/**
 * The YAML a cluster operator applies with one line: namespace, identity, rights, install token and Deployment.
 * Applying it again (an upgrade, a new token) leaves the agent's credential as it is.
 */
export function renderInstallManifest(input: InstallManifestInput): string {
  const annotations = { "edict-agent/cluster-name": input.clusterName };
  const documents: [comment: string, object: object][] = [
    ["Everything but the two cluster-wide objects lives in this namespace.", namespace(annotations)],
    ["The identity of the agent.", serviceAccount()],
    [
      "Reading every kind, custom ones included, and nothing else. Values of Secrets are masked before they leave the cluster.",
      clusterRole(),
    ],
    ["", clusterRoleBinding()],
    ["The agent keeps its own credential in this one Secret.", role()],
    ["", roleBinding()],
    [
      "Filled by the agent when it registers.",
      secret(INSTALL_NAMES.credentialSecret, undefined, "agent credential"),
    ],
    [
      "Good for registering this cluster, and for nothing else.",
      secret(INSTALL_NAMES.installSecret, { token: input.installToken }, "install token"),
    ],
    ["", agentDeployment({ ...input, labels, annotations })],
  ];
  const head = `# Edict agent. Remove it with: ${renderUninstallCommand()}\n`;
  return head + documents.map(([comment, object]) => renderDocument(comment, object)).join("---\n");
}

/** The line that removes all that {@link renderInstallManifest} created. */
export function renderUninstallCommand(): string {
  const { namespace: name, agent } = INSTALL_NAMES;
  return `kubectl delete namespace/${name} clusterrole/${agent} clusterrolebinding/${agent}`;
}

function renderDocument(comment: string, object: object): string {
  return (comment === "" ? "" : `# ${comment}\n`) + stringify(object, { lineWidth: 0 });
}

function metadata(name: string, extra: object = {}) {
  return { name, namespace: INSTALL_NAMES.namespace, labels, ...extra };
}

function namespace(annotations: Record<string, string>) {
  const security = "pod-security.kubernetes.io";
  return {
    apiVersion: "v1",
    kind: "Namespace",
    metadata: {
      name: INSTALL_NAMES.namespace,
      labels: {
        ...labels,
        [`${security}/enforce`]: "restricted",
        [`${security}/audit`]: "restricted",
        [`${security}/warn`]: "restricted",
      },
      annotations,
    },
  };
}

function serviceAccount() {
  return {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: metadata(INSTALL_NAMES.agent),
    automountServiceAccountToken: false,
  };
}

function clusterRole() {
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: { name: INSTALL_NAMES.agent, labels },
    rules: clusterRules(),
  };
}

function clusterRoleBinding() {
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    metadata: { name: INSTALL_NAMES.agent, labels },
    ...binding("ClusterRole"),
  };
}

function role() {
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "Role",
    metadata: metadata(INSTALL_NAMES.agent),
    rules: namespaceRules(),
  };
}

function roleBinding() {
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "RoleBinding",
    metadata: metadata(INSTALL_NAMES.agent),
    ...binding("Role"),
  };
}

function binding(kind: "Role" | "ClusterRole") {
  return {
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind, name: INSTALL_NAMES.agent },
    subjects: [{ kind: "ServiceAccount", name: INSTALL_NAMES.agent, namespace: INSTALL_NAMES.namespace }],
  };
}

function secret(name: string, stringData: Record<string, string> | undefined, purpose: string) {
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: metadata(name, { annotations: { "edict-agent/purpose": purpose } }),
    type: "Opaque",
    ...(stringData === undefined ? {} : { stringData }),
  };
}
