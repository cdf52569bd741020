import { useInfiniteQuery } from '@tanstack/react-query';
import type { UnionRecord } from '#contract/shapes.ts';
import type { Day } from '#core/shared/days.ts';
import { unionRecords } from '../../api/questions.ts';
import type { Query } from '../../api/paths.ts';
import { More } from '../../parts/list/more.tsx';
import { listed } from '../../parts/list/use-list.ts';
import { FileLink } from '../../parts/look/file-link.tsx';
import { StateTag } from '../../parts/look/state-tag.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { To } from '../../parts/look/to.tsx';
import { OptionButton } from '../../parts/option/option-button.tsx';
import { shortDay } from '../../parts/text/day-text.ts';

type Shown = Readonly<{ record: UnionRecord; today: Day; withUnion: boolean }>;

/** 连着下属基层工会一起看的，写明是哪个工会。 */
const several = (rows: readonly UnionRecord[]): boolean => new Set(rows.map(({ union }) => union.id)).size > 1;

function Lines({ record: { fields, union, studio }, withUnion }: Omit<Shown, 'today'>) {
  return (
    <p className="entry-lines">
      {withUnion && <span>{union.name}</span>}
      {studio && (
        <span>
          <span className="quiet">工作室 </span>
          <To href={`/studios/${studio.id}`}>{studio.name}</To>
        </span>
      )}
      {fields.map(({ label, text, file, href }, index) => (
        <span key={`${label} ${index}`}>
          <span className="quiet">{label} </span>
          {file !== undefined ? <FileLink id={file}>{text}</FileLink> : href !== undefined ? <To href={href}>{text}</To> : text}
        </span>
      ))}
    </p>
  );
}

function Record({ record, today, withUnion }: Shown) {
  const { kind, title, onDate, options } = record;
  return (
    <li className="entry">
      <div className="entry-day figures">
        <time dateTime={onDate}>{shortDay(onDate, today)}</time>
      </div>
      <div className="entry-body">
        <p className="entry-title">
          {title}
          <StateTag zh={kind.zh} />
        </p>
        <Lines record={record} withUnion={withUnion} />
        {options.length > 0 && (
          <div className="entry-foot no-print">
            {options.map((option) => (
              <OptionButton key={`${option.name} ${option.href}`} option={option} quiet size="small" />
            ))}
          </div>
        )}
      </div>
    </li>
  );
}

/** 议事、制度、支持：哪天，什么事，给了哪家；记错的作废。 */
export function RecordList({ query, today }: { query: Query<'unionRecords'>; today: Day }) {
  const list = listed(useInfiniteQuery(unionRecords(query)));
  return (
    <Answered of={list} lines={8}>
      {(rows) =>
        rows.length === 0 ? (
          <Nothing title="还没有这样的记录。">工会议了事、定了制度、给了工作室支持，记一笔就在这里。</Nothing>
        ) : (
          <>
            <ol className="ledger">
              {rows.map((record) => (
                <Record key={`${record.kind.code} ${record.id}`} record={record} today={today} withUnion={several(rows)} />
              ))}
            </ol>
            <More {...list} shown={rows.length} />
          </>
        )
      }
    </Answered>
  );
}
