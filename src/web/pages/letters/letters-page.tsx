import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { LetterRow } from '#contract/shapes.ts';
import { letterCounts, letters } from '../../api/questions.ts';
import { Chips } from '../../parts/list/chips.tsx';
import { More } from '../../parts/list/more.tsx';
import { Narrowed } from '../../parts/list/narrowed.tsx';
import { listed } from '../../parts/list/use-list.ts';
import { Page } from '../../parts/look/page.tsx';
import { Answered, Nothing } from '../../parts/look/states.tsx';
import { To } from '../../parts/look/to.tsx';
import { useMe } from '../../parts/look/use-me.ts';
import { clockOf, momentZh } from '../../parts/text/day-text.ts';

const route = getRouteApi('/in/letters');
const states = [
  { value: 'waiting', label: '待发' },
  { value: 'held', label: '暂不发' },
  { value: 'sent', label: '已发出' },
  { value: 'failed', label: '没有送到' },
  { value: 'withdrawn', label: '已撤回' },
] as const;

/** 发给 3 人，2 人看过；1 人的邮件没有送到 */
function fate({ state, leavesAt, leftAt, told, read, troubled }: LetterRow): string {
  if (state.code === 'waiting') return leavesAt === null ? '' : `${clockOf(new Date(leavesAt))} 发出`;
  if (state.code !== 'sent') return '';
  return `${leftAt === null ? '' : `${momentZh(leftAt)} 发出，`}发给 ${told} 人，${read === 0 ? '还没有人看过' : read === told ? '都看过了' : `${read} 人看过`}${troubled > 0 ? `；${troubled} 人的邮件没有送到` : ''}`;
}

function Row({ letter }: { letter: LetterRow }) {
  const { id, subject, state, matter, to } = letter;
  return (
    <li className="card letter-card">
      <div className="card-title">
        <To href={`/letters/${id}`}>{subject}</To>
        <span className={`letter-state ${state.code}`}>{state.zh}</span>
      </div>
      <div className="card-line">
        {to.length > 0 ? `主送 ${to.join('、')} · ` : ''}
        {matter.kindZh}：{matter.stepZh}
      </div>
      <div className={`card-line ${letter.troubled > 0 ? 'overdue-words' : 'quiet'}`}>{fate(letter)}</div>
    </li>
  );
}

/** 发件箱：本单位办事时发出的函件，哪些还没发、谁看过了、谁的邮件没有送到。The address is the view. */
export function LettersPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { acting } = useMe();
  const list = listed(useInfiniteQuery(letters(search)));
  const { data: counts = {} } = useQuery(letterCounts(search.matter));
  const chips = states.map(({ value, label }) => ({ value, label: `${label} ${counts[value] ?? 0}` }));
  const choose = (state: string | undefined) => void navigate({ search: (now) => ({ ...now, state: states.find(({ value }) => value === state)?.value }) });
  return (
    <Page
      title="发件箱"
      lead="办一件事，函件跟着写好；发出之前可以看、改、撤回。"
      side={<To href="/letter-templates">{acting.office === 'department' ? '改函件模板' : '函件模板'}</To>}
    >
      <div className="filters no-print">
        <Chips label="情况" chips={chips} value={search.state} onChange={choose} />
        <Narrowed by={[['一件事项的函件', search.matter]]} onClear={() => void navigate({ search: (now) => ({ ...now, matter: undefined }) })} />
      </div>
      <Answered of={list} lines={8}>
        {(rows) =>
          rows.length === 0 ? (
            <Nothing title="这里没有函件。">受理、退回、办结一件事项以后，告知对方的函件会出现在这里。</Nothing>
          ) : (
            <>
              <ul className="cards letter-list">
                {rows.map((letter) => (
                  <Row key={letter.id} letter={letter} />
                ))}
              </ul>
              <More {...list} shown={rows.length} unit="封" />
            </>
          )
        }
      </Answered>
    </Page>
  );
}
