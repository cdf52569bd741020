import { useEffect, type ReactNode } from 'react';

type Props = Readonly<{ title: string; lead?: ReactNode; side?: ReactNode; children: ReactNode; crumb?: ReactNode; className?: string }>;

/** One page: its title names the document too, so that tabs, bookmarks and screen readers agree. */
export function Page({ title, lead, side, children, crumb, className = '' }: Props) {
  useEffect(() => {
    document.title = `${title} · 领衔`;
  }, [title]);
  return (
    <article className={`page ${className}`}>
      {crumb && <div className="crumb no-print">{crumb}</div>}
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {lead && <div className="page-lead">{lead}</div>}
        </div>
        {side && <div className="page-side no-print">{side}</div>}
      </header>
      {children}
      <p className="print-only print-foot">
        {title} · {location.href}
      </p>
    </article>
  );
}

/** A part of a page under its own heading. */
export function Block({ title, side, children, id }: { title: string; side?: ReactNode; children: ReactNode; id?: string }) {
  return (
    <section className="block" id={id} aria-label={title}>
      <header className="block-head">
        <h2>{title}</h2>
        {side}
      </header>
      {children}
    </section>
  );
}
