import type { FactRow } from '#contract/shapes.ts';
import type { Day } from '#core/shared/days.ts';
import { FileLink } from '../../parts/look/file-link.tsx';
import { StateTag } from '../../parts/look/state-tag.tsx';
import { To } from '../../parts/look/to.tsx';
import { OptionButton } from '../../parts/option/option-button.tsx';
import { momentZh, shortDay } from '../../parts/text/day-text.ts';

/** What else is known of it, in one line that wraps. */
function Lines({ fields }: Pick<FactRow, 'fields'>) {
  return (
    <p className="entry-lines">
      {fields.map(({ label, text, file }, index) => (
        <span key={`${label} ${index}`}>
          <span className="quiet">{label} </span>
          {file === undefined ? text : <FileLink id={file}>{text}</FileLink>}
        </span>
      ))}
    </p>
  );
}

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
        <Lines fields={fields} />
        <div className="entry-foot">
          <span className="quiet">{enteredAt && `${enteredBy ?? ''} 记于 ${momentZh(enteredAt)}`}</span>
          {options.length > 0 && (
            <span className="no-print">
              {options.map((option) => (
                <OptionButton key={`${option.name} ${option.href}`} option={option} quiet size="small" />
              ))}
            </span>
          )}
        </div>
      </div>
    </li>
  );
}
