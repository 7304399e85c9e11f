/** Everything about changing an object: JSON Patch, fixes built from occurrences, merge patch, the kubectl command. */
export { applyPatch, type JsonPatchOperation, PatchError, withTests } from "./json-patch";
export { buildFix, type FixOccurrence } from "./build-fix";
export { isListSafe, toMergePatch } from "./merge-patch";
export { kubectlPatchCommand, shellQuote } from "./kubectl";
