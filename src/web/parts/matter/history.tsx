import type { Matter } from '#contract/shapes.ts';
import { FileLink } from '../look/file-link.tsx';
import { momentZh } from '../text/day-text.ts';

type Entry = Matter['history'][number];

function Brought({ brought }: { brought: Entry['brought'] }) {
  if (brought.length === 0) return null;
  return (
    <dl className="brought">
      {brought.map(({ label, text, file }, index) => (
        <div key={`${label} ${index}`}>
          <dt>{label}</dt>
          <dd>{file === undefined ? text : <FileLink id={file}>{text}</FileLink>}</dd>
        </div>
      ))}
    </dl>
  );
}

/** 办理经过：谁、什么时候、办了什么，从什么状态到什么状态。Newest first. */
export function History({ entries }: { entries: readonly Entry[] }) {
  return (
    <ol className="history">
      {[...entries].reverse().map((entry, index) => (
        <li key={`${entry.at} ${entry.transition} ${index}`}>
          <p className="history-what">
            <strong>{entry.zh}</strong>
            {entry.from?.code !== entry.to.code && (
              <span className="before-after">
                {entry.from && <>{entry.from.zh} → </>}
                {entry.to.zh}
              </span>
            )}
          </p>
          <p className="quiet">
            <time dateTime={entry.at}>{momentZh(entry.at)}</time> · {entry.by.officeZh}
            {entry.by.name !== entry.by.officeZh && ` ${entry.by.name}`}
          </p>
          <Brought brought={entry.brought} />
        </li>
      ))}
    </ol>
  );
}
