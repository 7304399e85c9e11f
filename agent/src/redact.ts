import { text, type JsonObject } from "./json";
import { redactConfigMap } from "./redaction/config-map-rule";
import { redactDeep } from "./redaction/deep-rule";
import { Tally, type Mask } from "./redaction/mask";
import { dropMetadataNoise, reduceStatus } from "./redaction/noise-rules";
import { redactSecret } from "./redaction/secret-rule";

interface Subject {
  group: string;
  kind: string;
}

interface RedactionRule {
  name: string;
  applies: (subject: Subject) => boolean;
  apply: (object: JsonObject, context: { subject: Subject; mask: Mask; tally: Tally }) => JsonObject;
}

const isSecret = ({ group, kind }: Subject) => group === "" && kind === "Secret";
const isConfigMap = ({ group, kind }: Subject) => group === "" && kind === "ConfigMap";
const builtInGroups = new Set(["", "apps", "batch", "autoscaling", "policy", "extensions"]);
const isCustom = ({ group }: Subject) => !builtInGroups.has(group) && !group.endsWith(".k8s.io");

/** What happens to every object before it leaves the cluster, in this order. */
export const REDACTION_RULES: readonly RedactionRule[] = [
  {
    name: "metadata without managedFields, resourceVersion and copies of the object",
    applies: () => true,
    apply: dropMetadataNoise,
  },
  {
    name: "status reduced to what rules ask for",
    applies: () => true,
    apply: (object, { subject }) => reduceStatus(object, `${subject.group}/${subject.kind}`),
  },
  {
    name: "no value of a Secret leaves",
    applies: isSecret,
    apply: (object, { mask, tally }) => redactSecret(object, mask, tally),
  },
  {
    name: "ConfigMap values that look secret",
    applies: isConfigMap,
    apply: (object, { mask, tally }) => redactConfigMap(object, mask, tally),
  },
  {
    name: "variables, arguments, private keys and secret fields anywhere else",
    applies: (subject) => !isSecret(subject),
    apply: (object, { subject, mask, tally }) =>
      redactDeep(object, { mask, tally, isCustom: isCustom(subject) }),
  },
];

export interface Redaction {
  /** What may leave the cluster. Shares unchanged parts with the input, which is never changed itself. */
  object: JsonObject;
  /** JSON Pointers of masked values, at most 200. */
  pointers: string[];
  /** How many values were masked in all. */
  count: number;
}

/** Applies {@link REDACTION_RULES} to one object that carries its `apiVersion` and `kind`. Pure. */
export function redact(input: JsonObject, mask: Mask): Redaction {
  const apiVersion = text(input, "apiVersion") ?? "";
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  const subject = { group, kind: text(input, "kind") ?? "" };
  const tally = new Tally();
  let object = input;
  for (const rule of REDACTION_RULES) {
    if (rule.applies(subject)) object = rule.apply(object, { subject, mask, tally });
  }
  return { object, pointers: tally.pointers, count: tally.count };
}
