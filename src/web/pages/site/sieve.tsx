import type { Visit } from '../../site/visit.ts';

export type Shown = 'all' | 'open' | 'problem';

/** Whether an item is shown: 全部、没查的、有问题的. */
export const shownOf = (shown: Shown, { answers }: Visit, code: string): boolean =>
  shown === 'all' || (shown === 'open' ? !(code in answers) : answers[code]?.result === 'problem');

/** 全部、没查的、有问题的。 */
export function Sieve({ visit, shown, onShow }: { visit: Visit; shown: Shown; onShow: (shown: Shown) => void }) {
  const { items } = visit.sheet.checklist;
  const rows: readonly (readonly [Shown, string])[] = [
    ['all', '全部'],
    ['open', '没查的'],
    ['problem', '有问题的'],
  ];
  return (
    <div className="chips site-sieve" role="group" aria-label="看哪些项">
      {rows.map(([code, label]) => (
        <button key={code} type="button" className="chip" aria-pressed={shown === code} onClick={() => onShow(code)}>
          {label} {items.filter((item) => shownOf(code, visit, item.code)).length}
        </button>
      ))}
    </div>
  );
}
