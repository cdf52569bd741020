/** A small strict reader of RFC 5545: whatever the letter of the standard forbids, it throws. */
export type IcsEvent = Readonly<Record<string, string>>;
export type Ics = Readonly<{ calendar: Readonly<Record<string, string>>; events: readonly IcsEvent[] }>;

function linesOf(bytes: Uint8Array): string[] {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  if (!text.endsWith('\r\n')) throw new Error('the last line does not end');
  if (/\r(?!\n)|(?<!\r)\n/.test(text)) throw new Error('a line ends otherwise than by CRLF');
  const raw = text.slice(0, -2).split('\r\n');
  for (const line of raw) {
    if (Buffer.byteLength(line) > 75) throw new Error(`longer than 75 octets: ${line}`);
    if (line === '') throw new Error('an empty line');
  }
  return raw.reduce<string[]>((lines, line) => {
    if (!line.startsWith(' ')) return [...lines, line];
    if (lines.length === 0) throw new Error('begins folded');
    return [...lines.slice(0, -1), `${lines.at(-1)}${line.slice(1)}`];
  }, []);
}

function unescaped(value: string): string {
  if (/(?<!\\)(\\\\)*[;,]|\\(?![\\;,nN])/.test(value.replaceAll('\\\\', ''))) throw new Error(`not escaped: ${value}`);
  return value.replaceAll(/\\([\\;,nN])/g, (_, letter: string) => (letter.toLowerCase() === 'n' ? '\n' : letter));
}

export function readIcs(bytes: Uint8Array): Ics {
  const open: string[] = [];
  const calendar: Record<string, string> = {};
  const events: Record<string, string>[] = [];
  for (const line of linesOf(bytes)) {
    const parts = /^([A-Z-]+)((?:;[A-Z-]+=[^:;,"]+)*):(.*)$/.exec(line);
    if (parts === null) throw new Error(`no content line: ${line}`);
    const [, name = '', parameters = '', value = ''] = parts;
    if (name === 'BEGIN') {
      if (value !== (open.length === 0 ? 'VCALENDAR' : 'VEVENT') || open.length > 1) throw new Error(`out of place: ${line}`);
      open.push(value);
      if (value === 'VEVENT') events.push({});
    } else if (name === 'END') {
      if (open.pop() !== value) throw new Error(`out of place: ${line}`);
    } else {
      const holder = open.length === 2 ? events.at(-1)! : open.length === 1 ? calendar : undefined;
      if (holder === undefined) throw new Error(`outside: ${line}`);
      if (name in holder) throw new Error(`twice: ${line}`);
      holder[name] = name === 'SUMMARY' ? unescaped(value) : value;
      if (/^DT(START|END)$/.test(name) && (parameters !== ';VALUE=DATE' || !/^\d{8}$/.test(value))) throw new Error(`no day: ${line}`);
      if (name === 'DTSTAMP' && !/^\d{8}T\d{6}Z$/.test(value)) throw new Error(`no moment: ${line}`);
    }
  }
  if (open.length > 0) throw new Error('not closed');
  if (calendar['VERSION'] !== '2.0' || calendar['PRODID'] === undefined) throw new Error('VERSION and PRODID are required');
  for (const event of events) for (const name of ['UID', 'DTSTAMP', 'DTSTART']) if (event[name] === undefined) throw new Error(`${name} is required`);
  if (new Set(events.map(({ UID }) => UID)).size < events.length) throw new Error('a UID twice');
  return { calendar, events };
}
