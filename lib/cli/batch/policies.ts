import type { LibraryTemplateMetadata } from "@/lib/contracts/library";
import type { Json } from "@/lib/domain/json";
import { validateParameters } from "@/lib/domain/parameters";
import { patternEngine } from "@/lib/engine/pattern-engine";
import type { JudgePolicy } from "@/lib/engine/types";
import { InvalidLine, invalidField } from "./answers";

/** A template with parameters that its schema takes. */
export interface BatchPolicy extends JudgePolicy {
  /** What it judges, and what it reads of the inventory. */
  readonly metadata: Pick<LibraryTemplateMetadata, "targets" | "inventory">;
}

/** A template, and its compiled unit or why it has none. */
export interface PolicyTemplate {
  readonly metadata: LibraryTemplateMetadata;
  readonly unit: { readonly digest: string } | { readonly broken: string };
}

const REMEMBERED_MAX = 1024;

/** Policies by what a line says of them: their parameters are checked once. */
export class Policies {
  private readonly known = new Map<string, BatchPolicy>();

  constructor(private readonly templates: ReadonlyMap<string, PolicyTemplate>) {}

  /**
   * The policy of a template with these parameters, defaults filled in.
   *
   * @throws InvalidLine for an unknown template, a broken one, or parameters that the schema refuses
   */
  find(templateId: string, parameters: Json): BatchPolicy {
    const key = `${templateId} ${textOf(parameters)}`;
    const policy = this.known.get(key) ?? this.make(key, templateId, parameters);
    if (this.known.size >= REMEMBERED_MAX) this.known.clear();
    this.known.set(key, policy);
    return policy;
  }

  private make(key: string, templateId: string, parameters: Json): BatchPolicy {
    const template = this.templates.get(templateId);
    if (template === undefined) throw invalidField("template", `There is no template ${templateId}.`);
    const { metadata, unit } = template;
    if ("broken" in unit)
      throw invalidField("template", `The template ${templateId} is broken: ${unit.broken}`);
    const result = validateParameters(metadata.parameters, parameters, { engine: patternEngine });
    if (result.ok) return { key, metadata, unitDigest: unit.digest, parameters: result.values };
    const fields = result.errors.map(({ path, message }) => ({ path: parameterPath(path), message }));
    throw new InvalidLine(fields.map(({ path, message }) => `${path}: ${message}`).join(" "), fields);
  }
}

function textOf(parameters: Json): string {
  try {
    return JSON.stringify(parameters);
  } catch (cause) {
    if (cause instanceof RangeError) throw invalidField("parameters", "Is nested too deeply.");
    throw cause;
  }
}

function parameterPath(path: string): string {
  if (path === "") return "parameters";
  return path.startsWith("[") ? `parameters${path}` : `parameters.${path}`;
}
