"use client";

import { useMemo, type CSSProperties, type ReactNode } from "react";
import { Checkbox } from "./checkbox";
import { cn } from "./cn";
import { useRowKeys, type RowKeys } from "./use-row-keys";

export interface Column<Row> {
  readonly id: string;
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** CSS width such as "96px" or "27%"; left out: shares what is left. */
  readonly width?: string;
  /** The same at 900 px and below, where the head's word is not shown; left out: `width` in pixels, else a share. */
  readonly narrowWidth?: string;
  readonly align?: "left" | "right";
  /**
   * 1 stays at every width, 2 goes at 900 px and below, 3 goes below 1200 px. A table keeps the two or three columns
   * that say what a row is.
   */
  readonly priority?: 1 | 2 | 3;
}

export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly onChange: (ids: ReadonlySet<string>) => void;
  /** Rows that have a box; left out: all. */
  readonly canSelect?: (id: string) => boolean;
}

export interface DataTableProps<Row> {
  /** Names the table for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  /** What the row is, for its check box: "V-4821". */
  readonly rowLabel?: (row: Row) => string;
  /** Enter and click outside of links. Put a real link into one cell as well. */
  readonly onOpen?: (row: Row) => void;
  readonly selection?: Selection;
  /** Further keys on the current row: `{ a: (row) => … }`. */
  readonly keys?: Readonly<Record<string, (row: Row) => void>>;
  /** false where the page has a second table that owns the keys. */
  readonly keyboard?: boolean;
  /** Head stays in sight below the top bar. */
  readonly sticky?: boolean;
}

declare module "react" {
  interface CSSProperties {
    [property: `--${string}`]: string | undefined;
  }
}

function widths({
  width,
  narrowWidth,
}: {
  readonly width?: string;
  readonly narrowWidth?: string;
}): CSSProperties {
  const kept = width?.endsWith("px") === true ? width : "auto";
  return { "--wide-width": width ?? "auto", "--narrow-width": narrowWidth ?? kept };
}

const hidden = { 1: "", 2: "max-[900px]:hidden", 3: "max-[1199px]:hidden" } as const;

export function DataTable<Row>(props: DataTableProps<Row>) {
  const {
    label,
    columns,
    rows,
    rowId,
    rowLabel,
    onOpen,
    selection,
    keys,
    keyboard = true,
    sticky = true,
  } = props;
  const byId = useMemo(() => new Map(rows.map((row) => [rowId(row), row])), [rows, rowId]);
  const rowIds = useMemo(() => [...byId.keys()], [byId]);

  const toggle = (id: string) => {
    if (selection === undefined || selection.canSelect?.(id) === false) return;
    const next = new Set(selection.ids);
    if (!next.delete(id)) next.add(id);
    selection.onChange(next);
  };
  const withRow = (act: (row: Row) => void) => (id: string) => {
    const row = byId.get(id);
    if (row !== undefined) act(row);
  };
  const rowKeys: RowKeys = {
    rowIds,
    enabled: keyboard,
    onOpen: onOpen === undefined ? undefined : withRow(onOpen),
    onToggle: selection === undefined ? undefined : toggle,
    keys:
      keys === undefined
        ? undefined
        : Object.fromEntries(Object.entries(keys).map(([key, act]) => [key, withRow(act)])),
  };
  const current = useRowKeys(rowKeys);
  const selectable = rowIds.filter((id) => selection?.canSelect?.(id) !== false);
  const selected = selection === undefined ? 0 : selectable.filter((id) => selection.ids.has(id)).length;

  return (
    <table aria-label={label} className="w-full table-fixed border-separate border-spacing-0">
      <thead>
        <tr>
          {selection !== undefined && (
            <th
              scope="col"
              className={cn(head, sticky && "sticky top-(--top-bar,0px) z-10", "w-[38px] pr-0")}
            >
              <Checkbox
                aria-label="Select all rows shown"
                checked={selected === 0 ? false : selected === selectable.length ? true : "indeterminate"}
                disabled={selectable.length === 0}
                onCheckedChange={(checked) => selection.onChange(new Set(checked ? selectable : []))}
              />
            </th>
          )}
          {columns.map((column) => (
            <th
              key={column.id}
              scope="col"
              style={widths(column)}
              className={cn(
                head,
                "w-(--narrow-width) wide:w-(--wide-width)",
                sticky && "sticky top-(--top-bar,0px) z-10",
                column.align === "right" ? "text-right" : "text-left",
                hidden[column.priority ?? 1],
              )}
            >
              {column.narrowWidth === undefined ? (
                column.header
              ) : (
                <span className="max-[900px]:sr-only">{column.header}</span>
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const id = rowId(row);
          return (
            <BodyRow
              key={id}
              id={id}
              row={row}
              columns={columns}
              current={id === current}
              selected={selection?.ids.has(id) === true}
              onOpen={onOpen}
              check={
                selection === undefined ? null : selection.canSelect?.(id) === false ? (
                  <></>
                ) : (
                  <Checkbox
                    aria-label={`Select ${rowLabel?.(row) ?? "this row"}`}
                    checked={selection.ids.has(id)}
                    onCheckedChange={() => toggle(id)}
                  />
                )
              }
            />
          );
        })}
      </tbody>
    </table>
  );
}

const head = "border-b border-line bg-surface px-3 py-[7px] text-sm font-[540] whitespace-nowrap text-text-3";

interface BodyRowProps<Row> {
  readonly id: string;
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly current: boolean;
  readonly selected: boolean;
  readonly onOpen?: (row: Row) => void;
  readonly check: ReactNode;
}

function BodyRow<Row>({ id, row, columns, current, selected, onOpen, check }: BodyRowProps<Row>) {
  return (
    <tr
      data-row-id={id}
      aria-selected={selected || undefined}
      onClick={(event) => {
        if (onOpen === undefined || !(event.target instanceof Element)) return;
        // A click that selects text or presses a control is not meant for the row.
        if (event.target.closest("a, button, input, label, [role=checkbox]") !== null) return;
        if (window.getSelection()?.isCollapsed === false) return;
        onOpen(row);
      }}
      className={cn(
        "group [&:last-child>td]:border-b-0",
        onOpen !== undefined && "cursor-pointer",
        selected ? "bg-accent-soft" : "hover:bg-bg",
        current && "[&>td]:bg-accent-soft [&>td:first-child]:shadow-[inset_3px_0_0_var(--accent)]",
      )}
    >
      {check !== null && (
        <td className="border-b border-line px-3 py-2 pr-0 align-top [&>button]:mt-[2.5px]">{check}</td>
      )}
      {columns.map((column) => (
        <td
          key={column.id}
          className={cn(
            "min-w-0 border-b border-line px-3 py-2 align-top break-words",
            column.align === "right" && "text-right tabular-nums",
            hidden[column.priority ?? 1],
          )}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

/** Second, quiet line of a cell. */
export function SubLine({ children }: { readonly children: ReactNode }) {
  return <div className="min-w-0 text-sm text-text-3">{children}</div>;
}
