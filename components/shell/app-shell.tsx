"use client";

import { Menu as MenuIcon } from "lucide-react";
import dynamic from "next/dynamic";
import { useCallback, useEffect, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Sheet } from "@/components/ui/dialog";
import { OrganizationProvider, type OrganizationContextValue } from "@/lib/client/organization-context";
import { useKey } from "@/lib/client/use-key";
import { LiveProvider } from "@/lib/client/use-live";
import { Breadcrumb, TrailProvider } from "./breadcrumb";
import { LiveState } from "./live-state";
import { Rail } from "./rail";
import { ShortcutsHelp } from "./shortcuts-help";

/** Loaded when it is first asked for. */
const CommandPalette = dynamic(() => import("./command-palette").then((module) => module.CommandPalette), {
  ssr: false,
});

export interface AppShellProps extends OrganizationContextValue {
  readonly children: ReactNode;
}

/** Everything around a screen of an organization: rail, top bar, palette, live stream. */
export function AppShell({ children, ...context }: AppShellProps) {
  return (
    <OrganizationProvider key={context.organization.id} {...context}>
      <LiveProvider>
        <TrailProvider>
          <Frame>{children}</Frame>
        </TrailProvider>
      </LiveProvider>
    </OrganizationProvider>
  );
}

function usePaletteKey(open: () => void) {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      open();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [open]);
}

function Frame({ children }: { readonly children: ReactNode }) {
  const [over, setOver] = useState<"palette" | "help" | "rail" | null>(null);
  const close = useCallback((open: boolean) => {
    if (!open) setOver(null);
  }, []);
  const showPalette = useCallback(() => setOver("palette"), []);
  const showHelp = useCallback(() => setOver("help"), []);
  usePaletteKey(showPalette);
  useKey("?", showHelp);

  return (
    <div className="grid min-h-screen grid-cols-[224px_minmax(0,1fr)] [--top-bar:46px] max-[900px]:grid-cols-[minmax(0,1fr)]">
      <a
        href="#content"
        className="sr-only z-60 rounded-sm bg-accent px-3 py-1.5 text-accent-ink focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <div className="sticky top-0 h-screen overflow-y-auto border-r border-line px-2.5 py-3 max-[900px]:hidden">
        <Rail onSearch={showPalette} onHelp={showHelp} />
      </div>
      <div className="flex min-w-0 flex-col">
        <header className="sticky top-0 z-20 flex h-(--top-bar) items-center gap-2.5 border-b border-line bg-bg px-6 text-text-2 max-[900px]:px-3">
          <Button
            variant="ghost"
            square
            aria-label="Open the menu"
            className="wide:hidden"
            onClick={() => setOver("rail")}
          >
            <MenuIcon aria-hidden />
          </Button>
          <Breadcrumb />
          <div className="ml-auto shrink-0">
            <LiveState />
          </div>
        </header>
        <main
          id="content"
          tabIndex={-1}
          className="w-full max-w-[1440px] px-6 pt-5 pb-10 outline-none max-[900px]:px-3.5"
        >
          {children}
        </main>
      </div>
      <Sheet side="left" open={over === "rail"} onOpenChange={close} title="Edict">
        <Rail onSearch={showPalette} onHelp={showHelp} onNavigate={() => setOver(null)} />
      </Sheet>
      {over === "palette" && <CommandPalette onClose={() => setOver(null)} />}
      <ShortcutsHelp open={over === "help"} onOpenChange={close} />
    </div>
  );
}
