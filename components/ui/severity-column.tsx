import type { Severity } from "@/lib/contracts/api/common";
import type { Column } from "./data-table";
import { SeverityMark } from "./severity-mark";

/** The first column of lists by severity: without its words where the window is narrow. */
export function severityColumn<T extends { readonly severity: Severity }>(): Column<T> {
  return {
    id: "severity",
    header: <span className="max-[600px]:sr-only">Severity</span>,
    width: "100px",
    narrowWidth: "clamp(38px, (100vw - 600px) * 99, 98px)",
    cell: (row) => <SeverityMark severity={row.severity} shapeWhenNarrow />,
  };
}
