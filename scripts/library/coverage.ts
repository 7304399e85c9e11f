import type { Standard } from "@/lib/library/read-packs";
import type { PreparedTemplate, TemplateReport } from "./prepare";

/** What the library covers and how well it is tested, for the tables and for `--json`. */
export interface Coverage {
  templates: TemplateRow[];
  categories: CategoryRow[];
  standards: StandardRow[];
}

export interface TemplateRow extends Omit<TemplateReport, "folder" | "problems"> {
  folder: string;
  /** Standards that it is mapped to, each once. */
  standards: readonly string[];
  problems: number;
}

export interface CategoryRow {
  category: string;
  templates: number;
  fixtures: number;
  cases: number;
  problems: number;
  /** Mean of the templates' times. */
  evaluationUs: number | null;
}

export interface StandardRow {
  standard: string;
  controls: number;
  covered: number;
  /** Covered controls of which a part remains for people. */
  partly: number;
  templates: number;
}

/** Sums up the reports of the templates that were checked. */
export function coverageOf(
  reports: readonly TemplateReport[],
  prepared: readonly PreparedTemplate[],
  standards: readonly Standard[],
): Coverage {
  const metadata = new Map(prepared.map(({ template }) => [template.folder, template.metadata]));
  const templates = reports.map(({ problems, ...report }) => ({
    ...report,
    standards: [
      ...new Set((metadata.get(report.folder)?.standards ?? []).map(({ standard }) => standard)),
    ].sort(),
    problems: problems.length,
  }));
  const categories = [...new Set(templates.map(({ folder }) => categoryOf(folder)))];
  return {
    templates,
    categories: categories.map((category) =>
      sumUp(
        category,
        templates.filter(({ folder }) => categoryOf(folder) === category),
      ),
    ),
    standards: standards.map((standard) => countControls(standard)),
  };
}

export function countControls({ id, controls }: Standard): StandardRow {
  const covered = controls.filter(({ templates }) => templates.length > 0);
  return {
    standard: id,
    controls: controls.length,
    covered: covered.length,
    partly: covered.filter(({ partly }) => partly !== undefined).length,
    templates: new Set(controls.flatMap(({ templates }) => templates)).size,
  };
}

/** All rows as one. */
export function sumUp(category: string, rows: readonly TemplateRow[]): CategoryRow {
  const sum = (pick: (row: TemplateRow) => number) => rows.reduce((total, row) => total + pick(row), 0);
  const times = rows.flatMap(({ evaluationUs }) => (evaluationUs === null ? [] : [evaluationUs]));
  return {
    category,
    templates: rows.length,
    fixtures: sum(({ passFixtures, failFixtures }) => passFixtures + failFixtures),
    cases: sum(({ cases }) => cases),
    problems: sum(({ problems }) => problems),
    evaluationUs: times.length === 0 ? null : times.reduce((total, time) => total + time, 0) / times.length,
  };
}

function categoryOf(folder: string): string {
  return folder.split("/")[0] ?? folder;
}
