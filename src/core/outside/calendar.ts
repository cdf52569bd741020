import { addDays, type Day } from '../shared/days.ts';

/** 日历里的一天：一件待办的期限。`changed` is when the matter last moved, `revision` its version. */
export type CalendarEntry = Readonly<{ id: string; title: string; state: string; dueOn: Day; href: string; changed: string; revision: number }>;

const escaped = (text: string): string =>
  text
    .replaceAll('\\', '\\\\')
    .replaceAll(';', '\\;')
    .replaceAll(',', '\\,')
    .replaceAll(/\r\n|\r|\n/g, '\\n');

const octets = (letter: string): number => {
  const code = letter.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
};

/** A content line of at most 75 octets, folded between characters and never inside one (RFC 5545, 3.1). */
export function folded(line: string): string {
  const lines = [''];
  let length = 0;
  for (const letter of line) {
    const size = octets(letter);
    if (length + size > 75) {
      lines.push(' ');
      length = 1;
    }
    lines[lines.length - 1] += letter;
    length += size;
  }
  return lines.join('\r\n');
}

const dateOf = (day: Day): string => day.replaceAll('-', '');
/** A city moment (+08:00) in UTC, as the calendar writes it. */
function stamp(moment: string): string {
  const day = moment.slice(0, 10);
  const time = moment.slice(11, 19);
  const hour = Number(time.slice(0, 2)) - 8;
  const at = hour < 0 ? addDays(day, -1) : day;
  return `${dateOf(at)}T${String((hour + 24) % 24).padStart(2, '0')}${time.slice(3, 5)}${time.slice(6, 8)}Z`;
}

// All day, and nobody is busy because of it.
const event = ({ id, title, state, dueOn, href, changed, revision }: CalendarEntry): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${id}@lingxian`,
  `DTSTAMP:${stamp(changed)}`,
  `SEQUENCE:${revision}`,
  `DTSTART;VALUE=DATE:${dateOf(dueOn)}`,
  `DTEND;VALUE=DATE:${dateOf(addDays(dueOn, 1))}`,
  `SUMMARY:${escaped(`${title}（${state}）`)}`,
  `URL:${href}`,
  'TRANSP:TRANSPARENT',
  'END:VEVENT',
];

/** 待办期限的日历（RFC 5545）：办完的不再列，订阅的日历随之去掉。 */
export const calendarOf = (name: string, entries: readonly CalendarEntry[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Lingxian//To-dos//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    'X-WR-TIMEZONE:Asia/Shanghai',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...entries.flatMap(event),
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n');
