import type { SealedScan } from '#contract/shapes.ts';
import { FileLink } from '../look/file-link.tsx';
import { dayZh } from '#core/shared/days.ts';

/** 已传回的盖章件。 */
export function SealedScans({ scans }: { scans: readonly SealedScan[] }) {
  return (
    <ul className="papers scans">
      {scans.map(({ id, title, file, pages, extra, by, at, version, since }) => (
        <li key={id}>
          <FileLink id={file.id}>{`${title}（盖章件）`}</FileLink>
          <span className="quiet">
            {pages}页{extra > 0 && `，另附${extra}张`} · {by} {dayZh(at.slice(0, 10))} · 第{version}版
            {since.length > 0 && `，打印之后又办了：${since.join('、')}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
