import { parseAllDocuments } from "yaml";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { agentRbacRules, renderInstallManifest, renderUninstallCommand } from "./manifest";

const input = {
  consoleUrl: "https://edict.example.com:8443/base",
  installToken: "edict_it_0123456789abcdef0123456789abcdef",
  image: "registry.example.com/edict/agent:0.1.0",
  imagePullPolicy: "IfNotPresent" as const,
  clusterName: "prod: eu # 1\nkind: Evil\n---\n'\"",
};

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    labels: z.record(z.string(), z.string()),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
});

function objects() {
  return parseAllDocuments(renderInstallManifest(input)).map((document) => {
    expect(document.errors).toEqual([]);
    return objectSchema.parse(document.toJS());
  });
}

function find(kind: string, name = "edict-agent") {
  const found = objects().find((object) => object.kind === kind && object.metadata.name === name);
  if (found === undefined) throw new Error(`the manifest has no ${kind} ${name}`);
  return found;
}

const containerSchema = z.looseObject({
  image: z.string(),
  imagePullPolicy: z.string(),
  env: z.array(z.object({ name: z.string(), value: z.string() })),
  resources: z.object({
    requests: z.record(z.string(), z.string()),
    limits: z.record(z.string(), z.string()),
  }),
  securityContext: z.looseObject({}),
});
const deploymentSchema = z.looseObject({
  spec: z.looseObject({
    replicas: z.number(),
    strategy: z.object({ type: z.string() }),
    selector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
    template: z.looseObject({
      metadata: z.looseObject({ labels: z.record(z.string(), z.string()) }),
      spec: z.looseObject({ containers: z.array(containerSchema), securityContext: z.looseObject({}) }),
    }),
  }),
});

describe("the install manifest", () => {
  it("holds exactly these objects", () => {
    expect(objects().map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual([
      "Namespace/edict-system",
      "ServiceAccount/edict-agent",
      "ClusterRole/edict-agent",
      "ClusterRoleBinding/edict-agent",
      "Role/edict-agent",
      "RoleBinding/edict-agent",
      "Secret/edict-agent-credential",
      "Secret/edict-agent-install",
      "Deployment/edict-agent",
    ]);
  });

  it("keeps a hostile cluster name inside an annotation", () => {
    expect(find("Namespace", "edict-system").metadata.annotations).toMatchObject({
      "edict-agent/cluster-name": input.clusterName,
    });
  });

  it("asks for reading everywhere and for updating one Secret, and shows exactly that", () => {
    expect(find("ClusterRole").rules).toEqual([
      { apiGroups: ["*"], resources: ["*"], verbs: ["list", "watch"] },
      { apiGroups: [""], resources: ["namespaces"], verbs: ["get"], resourceNames: ["kube-system"] },
    ]);
    expect(find("Role").rules).toEqual([
      {
        apiGroups: [""],
        resources: ["secrets"],
        verbs: ["get", "update"],
        resourceNames: ["edict-agent-credential"],
      },
    ]);
    expect([find("ClusterRole").rules, find("Role").rules].flat()).toEqual(agentRbacRules());
  });

  it("carries the token in a Secret only, and never empties the credential when applied again", () => {
    expect(find("Secret", "edict-agent-install").stringData).toEqual({ token: input.installToken });
    const credential = find("Secret", "edict-agent-credential");
    expect(credential.data).toBeUndefined();
    expect(credential.stringData).toBeUndefined();
    expect(JSON.stringify(find("Deployment"))).not.toContain(input.installToken);
  });

  it("runs one locked-down replica within its memory limit", () => {
    const { spec } = deploymentSchema.parse(find("Deployment"));
    expect(spec.replicas).toBe(1);
    expect(spec.strategy.type).toBe("Recreate");
    expect(spec.template.metadata.labels).toMatchObject(spec.selector.matchLabels);
    expect(spec.template.spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 65532,
      seccompProfile: { type: "RuntimeDefault" },
    });
    const [container] = spec.template.spec.containers;
    expect(container).toMatchObject({
      image: input.image,
      imagePullPolicy: "IfNotPresent",
      resources: {
        requests: { cpu: "20m", memory: "64Mi" },
        limits: { memory: "128Mi" },
      },
      securityContext: {
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ["ALL"] },
      },
    });
    expect(container?.env).toContainEqual({ name: "EDICT_CONSOLE_URL", value: input.consoleUrl });
  });

  it("labels every object with the recommended labels", () => {
    for (const { metadata } of objects()) {
      expect(Object.keys(metadata.labels)).toEqual(
        expect.arrayContaining(["app.kubernetes.io/name", "app.kubernetes.io/part-of"]),
      );
    }
  });

  it("is removed by one line that names all it created", () => {
    expect(renderUninstallCommand()).toBe(
      "kubectl delete namespace/edict-system clusterrole/edict-agent clusterrolebinding/edict-agent",
    );
    const clusterScoped = objects().filter(({ metadata }) => metadata.namespace === undefined);
    for (const { kind, metadata } of clusterScoped) {
      expect(renderUninstallCommand()).toContain(`${kind.toLowerCase()}/${metadata.name}`);
    }
  });
});
