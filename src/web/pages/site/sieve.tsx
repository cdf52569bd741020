import type { Visit } from '../../site/visit.ts';

type Shown = 'all' | 'open' | 'problem';
/** The items that were such when somebody asked for them: what is answered meanwhile does not slip away under the thumb. */
export type Sieved = Readonly<{ shown: Shown; codes: ReadonlySet<string> }>;

const rows: readonly (readonly [Shown, string])[] = [
  ['all', '全部'],
  ['open', '没查的'],
  ['problem', '有问题的'],
];

export function sieve({ sheet, answers }: Visit, shown: Shown): Sieved {
  const fits = (code: string): boolean => shown === 'all' || (shown === 'open' ? !(code in answers) : answers[code]?.result === 'problem');
  return { shown, codes: new Set(sheet.checklist.items.map(({ code }) => code).filter(fits)) };
}
/** Whether an item is shown; one that has come with a new checklist always is where all are. */
export const passes = ({ shown, codes }: Sieved, code: string): boolean => shown === 'all' || codes.has(code);

/** 全部、没查的、有问题的。 */
export function Sieve({ visit, sieved, onSieve }: { visit: Visit; sieved: Sieved; onSieve: (sieved: Sieved) => void }) {
  return (
    <div className="chips site-sieve" role="group" aria-label="看哪些项">
      {rows.map(([code, label]) => (
        <button key={code} type="button" className="chip" aria-pressed={sieved.shown === code} onClick={() => onSieve(sieve(visit, code))}>
          {label} {sieve(visit, code).codes.size}
        </button>
      ))}
    </div>
  );
}
