import type { ReactNode } from 'react';

type Props = Readonly<{ title: string; figure: ReactNode; detail?: ReactNode }>;

/** One number, what it is, and what stands beside it. */
export function Tile({ title, figure, detail }: Props) {
  return (
    <div className="tile">
      <span className="tile-title">{title}</span>
      <strong className="tile-figure figures">{figure}</strong>
      {detail && <span className="quiet">{detail}</span>}
    </div>
  );
}
