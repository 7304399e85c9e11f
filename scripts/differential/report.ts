import type { CompilerOptions } from "@/lib/engine/compile";
import type { Log } from "../tools/paths";

export interface Setting {
  readonly libraryFolder: string;
  readonly compiler: CompilerOptions;
  /** Mutated objects for each template. */
  readonly mutations: number;
  /** Generated modules. */
  readonly modules: number;
  readonly isWanted: (templateId: string) => boolean;
  readonly log: Log;
}

/** Where an evaluator and OPA disagree. */
export interface Difference {
  readonly where: string;
  readonly evaluator: string;
  readonly native: string;
  readonly found: string;
  /** What to ask again. */
  readonly question: string;
}

export interface Tally {
  readonly cases: number;
  readonly differences: Difference[];
  /** What could not be compared at all. */
  readonly broken: readonly string[];
}

const SHOWN_MAX = 20;
const TEXT_MAX = 1_500;

/** Prints what differs. True where nothing does. */
export function printTally(name: string, { cases, differences, broken }: Tally): boolean {
  for (const { where, evaluator, native, found, question } of differences.slice(0, SHOWN_MAX))
    console.log(
      `DIFFERENT ${where}, ${evaluator}\n  OPA:   ${native.slice(0, TEXT_MAX)}\n  here:  ${found.slice(0, TEXT_MAX)}\n  ask:   ${question.slice(0, TEXT_MAX)}`,
    );
  for (const what of broken) console.log(`NOT COMPARED ${what}`);
  console.log(`${name}: ${cases} cases, ${differences.length} differences, ${broken.length} not compared`);
  return differences.length === 0 && broken.length === 0 && cases > 0;
}
