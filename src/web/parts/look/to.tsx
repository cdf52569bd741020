import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { isOutside, pageOf, placeOf } from './links.ts';

type Props = Readonly<{ href: string; children: ReactNode; className?: string; onClick?: () => void }>;

/** A link to wherever the server pointed. */
export function To({ href, children, className, onClick }: Props) {
  const page = pageOf(href);
  if (isOutside(page)) {
    return (
      <a href={page} className={className} target="_blank" rel="noreferrer">
        {children}
      </a>
    );
  }
  const { path, search } = placeOf(page);
  return (
    <Link to={path} search={search} className={className} onClick={onClick}>
      {children}
    </Link>
  );
}
