import type { WireResource } from "@/lib/contracts/wire/protocol";

/** `group/version kind plural`; kinds with a trailing `*` live outside namespaces. */
const table = `
v1 ConfigMap configmaps
v1 LimitRange limitranges
v1 Namespace* namespaces
v1 Node* nodes
v1 PersistentVolume* persistentvolumes
v1 PersistentVolumeClaim persistentvolumeclaims
v1 Pod pods
v1 PodTemplate podtemplates
v1 ReplicationController replicationcontrollers
v1 ResourceQuota resourcequotas
v1 Secret secrets
v1 Service services
v1 ServiceAccount serviceaccounts
admissionregistration.k8s.io/v1 MutatingWebhookConfiguration* mutatingwebhookconfigurations
admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy* validatingadmissionpolicies
admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding* validatingadmissionpolicybindings
admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration* validatingwebhookconfigurations
apiextensions.k8s.io/v1 CustomResourceDefinition* customresourcedefinitions
apiregistration.k8s.io/v1 APIService* apiservices
apps/v1 DaemonSet daemonsets
apps/v1 Deployment deployments
apps/v1 ReplicaSet replicasets
apps/v1 StatefulSet statefulsets
autoscaling/v2 HorizontalPodAutoscaler horizontalpodautoscalers
batch/v1 CronJob cronjobs
batch/v1 Job jobs
certificates.k8s.io/v1 CertificateSigningRequest* certificatesigningrequests
flowcontrol.apiserver.k8s.io/v1 FlowSchema* flowschemas
flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration* prioritylevelconfigurations
networking.k8s.io/v1 Ingress ingresses
networking.k8s.io/v1 IngressClass* ingressclasses
networking.k8s.io/v1 IPAddress* ipaddresses
networking.k8s.io/v1 NetworkPolicy networkpolicies
networking.k8s.io/v1 ServiceCIDR* servicecidrs
node.k8s.io/v1 RuntimeClass* runtimeclasses
policy/v1 PodDisruptionBudget poddisruptionbudgets
policy/v1beta1 PodSecurityPolicy* podsecuritypolicies
rbac.authorization.k8s.io/v1 ClusterRole* clusterroles
rbac.authorization.k8s.io/v1 ClusterRoleBinding* clusterrolebindings
rbac.authorization.k8s.io/v1 Role roles
rbac.authorization.k8s.io/v1 RoleBinding rolebindings
resource.k8s.io/v1 DeviceClass* deviceclasses
resource.k8s.io/v1 ResourceClaim resourceclaims
resource.k8s.io/v1 ResourceClaimTemplate resourceclaimtemplates
resource.k8s.io/v1 ResourceSlice* resourceslices
scheduling.k8s.io/v1 PriorityClass* priorityclasses
storage.k8s.io/v1 CSIDriver* csidrivers
storage.k8s.io/v1 CSINode* csinodes
storage.k8s.io/v1 CSIStorageCapacity csistoragecapacities
storage.k8s.io/v1 StorageClass* storageclasses
storage.k8s.io/v1 VolumeAttachment* volumeattachments
cert-manager.io/v1 ClusterIssuer* clusterissuers
gateway.networking.k8s.io/v1 GatewayClass* gatewayclasses
kyverno.io/v1 ClusterPolicy* clusterpolicies
cilium.io/v2 CiliumClusterwideNetworkPolicy* ciliumclusterwidenetworkpolicies
external-secrets.io/v1 ClusterSecretStore* clustersecretstores
templates.gatekeeper.sh/v1 ConstraintTemplate* constrainttemplates
`;

/** The kinds a folder may hold without a definition of their own. */
export const BUILT_IN_KINDS: readonly WireResource[] = table
  .trim()
  .split("\n")
  .map((line) => {
    const [apiVersion = "", name = "", resource = ""] = line.split(" ");
    const { group, version } = splitApiVersion(apiVersion);
    return { group, version, kind: name.replace("*", ""), resource, namespaced: !name.endsWith("*") };
  });

/** `apps/v1` → group `apps`, version `v1`; `v1` → group ``. */
export function splitApiVersion(apiVersion: string): { group: string; version: string } {
  const slash = apiVersion.indexOf("/");
  return { group: slash === -1 ? "" : apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}
