import { Select } from 'antd';
import { useState } from 'react';
import type { Matter } from '#contract/shapes.ts';
import { FileLink } from '../look/file-link.tsx';
import { momentZh } from '../text/day-text.ts';

type Entry = Matter['history'][number];

/** 前面是原来的，后面是改成的。 */
function Brought({ brought }: { brought: Entry['brought'] }) {
  if (brought.length === 0) return null;
  return (
    <dl className="brought">
      {brought.map(({ label, text, before, file }, index) => (
        <div key={`${label} ${index}`}>
          <dt>{label}</dt>
          <dd>
            {before !== undefined && (
              <>
                <del>{before}</del> <span aria-hidden>→</span>{' '}
              </>
            )}
            {file === undefined ? text : <FileLink id={file}>{text}</FileLink>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const sortZh: Readonly<Record<Entry['sort'], string>> = { step: '办理', arrangement: '转办、会签等安排', clock: '系统' };
const whoOf = ({ by }: Entry): string => (by.name === by.officeZh ? by.name : `${by.officeZh} ${by.name}`);

type Sieve = Readonly<{ sort?: Entry['sort']; who?: string }>;
/** By kind of entry and by person; everything is there already, so nobody is asked again. */
function Filters({ entries, sieve, onChange }: { entries: readonly Entry[]; sieve: Sieve; onChange: (sieve: Sieve) => void }) {
  const sorts = [...new Set(entries.map(({ sort }) => sort))];
  const people = [...new Set(entries.map(whoOf))];
  if (entries.length < 6) return null;
  return (
    <p className="history-filters no-print">
      <Select
        aria-label="哪一类"
        allowClear
        placeholder="全部经过"
        value={sieve.sort}
        options={sorts.map((value) => ({ value, label: sortZh[value] }))}
        onChange={(sort?: Entry['sort']) => onChange({ ...sieve, sort })}
      />
      <Select
        aria-label="谁办的"
        allowClear
        placeholder="所有人"
        value={sieve.who}
        options={people.map((value) => ({ value, label: value }))}
        onChange={(who?: string) => onChange({ ...sieve, who })}
      />
    </p>
  );
}

/** 办理经过：谁、什么时候、办了什么，从什么状态到什么状态，改了什么。Newest first. */
export function History({ entries }: { entries: readonly Entry[] }) {
  const [sieve, setSieve] = useState<Sieve>({});
  const shown = entries.filter((entry) => (sieve.sort === undefined || entry.sort === sieve.sort) && (sieve.who === undefined || whoOf(entry) === sieve.who));
  return (
    <>
      <Filters entries={entries} sieve={sieve} onChange={setSieve} />
      {shown.length < entries.length && (
        <p className="quiet">
          共 {entries.length} 条，显示其中 {shown.length} 条。
        </p>
      )}
      <ol className="history">
        {[...shown].reverse().map((entry, index) => (
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
              <time dateTime={entry.at}>{momentZh(entry.at)}</time> · {whoOf(entry)}
            </p>
            <Brought brought={entry.brought} />
          </li>
        ))}
      </ol>
    </>
  );
}
