"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";

export type UrlChange = Readonly<Record<string, string | readonly string[] | null>>;

/** Filters live in the address, so that a list can be linked to, reloaded and gone back to. */
export function useUrlParams() {
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams();

  const href = useCallback(
    (change: UrlChange) => {
      const next = new URLSearchParams(search);
      for (const [name, value] of Object.entries(change)) {
        const text = value === null ? "" : typeof value === "string" ? value : value.join(",");
        if (text === "") next.delete(name);
        else next.set(name, text);
      }
      const text = next.toString();
      return text === "" ? pathname : `${pathname}?${text}`;
    },
    [pathname, search],
  );

  return useMemo(() => {
    const list = (name: string) => (search.get(name) ?? "").split(",").filter(Boolean);
    const set = (change: UrlChange) => router.replace(href(change), { scroll: false });
    return {
      get: (name: string) => search.get(name),
      /** Comma-separated values. */
      list,
      /** Changes parameters; `null`, `""` and `[]` remove one. */
      set,
      toggle: (name: string, value: string) => {
        const values = list(name);
        set({
          [name]: values.includes(value) ? values.filter((other) => other !== value) : [...values, value],
        });
      },
      /** The address with the change made, for links. */
      href,
    };
  }, [href, router, search]);
}
