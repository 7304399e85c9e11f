import type { ReactNode } from "react";

export interface AuthCardProps {
  readonly title: string;
  readonly subtitle: ReactNode;
  readonly children: ReactNode;
  /** Below the card: the way to the other page. */
  readonly foot?: ReactNode;
}

/** The page of somebody who is not in an organization yet. */
export function AuthCard({ title, subtitle, children, foot }: AuthCardProps) {
  return (
    <main className="grid min-h-screen grid-rows-[1fr_auto_2fr] justify-items-center px-4 py-8">
      <div className="flex items-center gap-2 self-end pb-5 font-semibold">
        <Logo />
        Edict
      </div>
      <div className="w-full max-w-[380px]">
        <div className="rounded-md border border-line bg-surface px-6 pt-5 pb-6">
          <h1>{title}</h1>
          <p className="mt-0.5 mb-5 text-text-2">{subtitle}</p>
          {children}
        </div>
        {foot !== undefined && <p className="mt-4 text-center text-text-2">{foot}</p>}
      </div>
    </main>
  );
}

function Logo() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden className="size-6">
      <path d="M7 1.5h10L22.5 7v10L17 22.5H7L1.5 17V7z" className="fill-text" />
      <path d="M8 8h8M8 12h5.5M8 16h8" fill="none" stroke="var(--bg)" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}

/** What went wrong with the whole form, above its button. */
export function FormError({ children }: { readonly children: string | null }) {
  if (children === null) return null;
  return (
    <p role="alert" className="rounded-sm bg-critical-soft px-3 py-2 text-critical">
      {children}
    </p>
  );
}
