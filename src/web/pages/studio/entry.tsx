import type { FactRow } from '#contract/shapes.ts';
import type { Day } from '#core/shared/days.ts';
import { Fields } from '../../parts/look/fields.tsx';
import { StateTag } from '../../parts/look/state-tag.tsx';
import { To } from '../../parts/look/to.tsx';
import { OptionButton } from '../../parts/option/option-button.tsx';
import { momentZh, shortDay } from '../../parts/text/day-text.ts';

/** 台账里的一条：哪天的事，谁在什么时候记的；补记的标明。 */
export function Entry({ row, kind, today }: { row: FactRow; kind?: string; today: Day }) {
  const { title, fields, eventOn, enteredAt, enteredBy, late, options, href } = row;
  return (
    <li className="entry">
      <div className="entry-day figures">{eventOn === undefined ? '' : <time dateTime={eventOn}>{shortDay(eventOn, today)}</time>}</div>
      <div className="entry-body">
        <p className="entry-title">
          {href === undefined ? title : <To href={href}>{title}</To>}
          {kind && <StateTag zh={kind} />}
          {late && <StateTag zh="补记" kind="warn" />}
        </p>
        <Fields fields={fields} />
        <div className="entry-foot">
          {enteredAt && (
            <span className="quiet">
              {enteredBy} 记于 {momentZh(enteredAt)}
            </span>
          )}
          <span className="buttons no-print">
            {options.map((option) => (
              <OptionButton key={`${option.name} ${option.href}`} option={option} plain size="small" />
            ))}
          </span>
        </div>
      </div>
    </li>
  );
}
