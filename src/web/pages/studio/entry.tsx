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
      {fields.map(({ label, text, file, href }, index) => (
        <span key={`${label} ${index}`}>
          <span className="quiet">{label} </span>
          {file !== undefined ? <FileLink id={file}>{text}</FileLink> : href !== undefined ? <To href={href}>{text}</To> : text}
        </span>
      ))}
    </p>
  );
}

/** 看这一条的人要知道的：别处也报过、效益还没有证明。 */
function Flags({ flags }: { flags: NonNullable<FactRow['flags']> }) {
  return (
    <ul className="plain entry-flags">
      {flags.map(({ code, text, href }, index) => (
        <li key={`${code} ${index}`} className="warn-text">
          {href === undefined ? text : <To href={href}>{text}</To>}
        </li>
      ))}
    </ul>
  );
}

const written = ({ enteredAt, enteredBy, confirmedBy }: FactRow): string =>
  [enteredAt === undefined ? '' : `${enteredBy ?? ''} 记于 ${momentZh(enteredAt)}`, confirmedBy === undefined ? '' : `${confirmedBy}确认`]
    .filter((part) => part !== '')
    .join('，');

/** 台账里的一条：哪天的事，谁在什么时候记的；补记的标明。 */
export function Entry({ row, kind, today }: { row: FactRow; kind?: string; today: Day }) {
  const { title, fields, eventOn, late, flags = [], options, href } = row;
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
        {flags.length > 0 && <Flags flags={flags} />}
        <div className="entry-foot">
          <span className="quiet">{written(row)}</span>
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
