import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lives } from '#core/lives.ts';

type Import = Readonly<{ file: string; target: string; outside: boolean }>;

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((name) => join('src', name).split(sep).join('/'))
  .filter((name) => /\.tsx?$/.test(name));

const statements = /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s+'([^']+)'|(?:^|\n)\s*import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g;

function importsOf(file: string): readonly Import[] {
  const found = [...readFileSync(file, 'utf8').matchAll(statements)].map(([, from, bare, dynamic]) => from ?? bare ?? dynamic ?? '');
  return found.map((name) => {
    if (name.startsWith('#')) return { file, target: `src/${name.slice(1)}`, outside: false };
    if (name.startsWith('.'))
      return {
        file,
        target: normalize(join(dirname(file), name))
          .split(sep)
          .join('/'),
        outside: false,
      };
    return { file, target: name, outside: true };
  });
}

const isTest = (file: string): boolean => file.includes('.test.');
const imports = files.filter((file) => !isTest(file)).flatMap(importsOf);

/** What of our own code a room may use; the nearest room of a file counts. Arrows point inwards. */
// oxfmt-ignore
const rooms: Readonly<Record<string, readonly string[]>> = {
  'src/core/':              ['src/core/'],
  'src/contract/':          ['src/contract/', 'src/core/'],
  'src/server/kernel/':     ['src/core/', 'src/contract/', 'src/server/kernel/', 'src/server/store/', 'src/server/files/'],
  'src/server/store/':      ['src/core/', 'src/contract/', 'src/server/store/', 'src/server/kernel/', 'src/server/cannot-start.ts', 'src/server/root-folder.ts'],
  'src/server/files/':      ['src/core/', 'src/contract/', 'src/server/files/', 'src/server/kernel/', 'src/server/store/', 'src/server/root-folder.ts'],
  'src/server/actions/':    ['src/core/', 'src/contract/', 'src/server/actions/', 'src/server/kernel/', 'src/server/store/', 'src/server/views/', 'src/server/files/', 'src/server/pairing/'],
  'src/server/pairing/':    ['src/core/', 'src/server/pairing/', 'src/server/kernel/', 'src/server/root-folder.ts', 'src/server/cannot-start.ts'],
  'src/server/sheets/':     ['src/core/', 'src/server/sheets/', 'src/server/kernel/', 'src/server/files/', 'src/server/root-folder.ts'],
  'src/server/imports/':    ['src/core/', 'src/contract/', 'src/server/imports/', 'src/server/sheets/', 'src/server/kernel/', 'src/server/store/', 'src/server/actions/', 'src/server/people/'],
  'src/server/papers/':     ['src/core/', 'src/contract/', 'src/server/papers/', 'src/server/kernel/', 'src/server/public/html.ts', 'src/server/root-folder.ts'],
  'src/server/views/':      ['src/core/', 'src/contract/', 'src/server/views/', 'src/server/papers/', 'src/server/sheets/', 'src/server/kernel/', 'src/server/store/', 'src/server/actions/', 'src/server/people/'],
  'src/server/people/':     ['src/core/', 'src/contract/', 'src/server/people/', 'src/server/kernel/', 'src/server/store/', 'src/server/views/'],
  'src/server/outside/':    ['src/core/', 'src/contract/', 'src/server/outside/', 'src/server/kernel/', 'src/server/store/', 'src/server/views/paging.ts'],
  'src/server/jobs/':       ['src/core/', 'src/contract/', 'src/server/jobs/', 'src/server/actions/', 'src/server/kernel/', 'src/server/store/', 'src/server/people/', 'src/server/audit/', 'src/server/mail/'],
  'src/server/audit/':      ['src/core/', 'src/server/audit/', 'src/server/kernel/', 'src/server/store/'],
  'src/server/postgres/':   ['src/server/postgres/', 'src/server/cannot-start.ts', 'src/server/root-folder.ts'],
  'src/web/':               ['src/web/', 'src/contract/', 'src/core/'],
  'src/web/parts/':         ['src/web/parts/', 'src/web/api/', 'src/web/app/', 'src/contract/', 'src/core/'],
  'src/web/api/':           ['src/web/api/', 'src/contract/', 'src/core/'],
};

/** Packages that live in one place and nowhere else. */
// oxfmt-ignore
const homes: readonly (readonly [name: string, packages: RegExp, rooms: readonly string[]])[] = [
  ['the web framework',   /^(@fastify\/|fastify$)/,                                 ['src/server/http/']],
  ['the database driver', /^pg$/,                                                   ['src/server/postgres/', 'src/server/store/', 'src/server/backup/', 'src/server/seed/', 'src/server/cli/', 'src/server/demo/']],
  ['the browser parts',   /^(react|react-dom|antd|@ant-design|@tanstack|echarts|dayjs)(\/|$)/, ['src/web/']],
  ['the password hash',   /^@node-rs\/argon2$/,                                     ['src/server/people/']],
  ['the metrics',         /^prom-client$/,                                          ['src/server/http/']],
  ['the hashes of browsers', /^@noble\/hashes/,                                    ['src/web/draw/']],
  ['the reader of photos', /^(sharp|exif-reader)$/,                                ['src/server/files/']],
  ['the solver',          /^highs$/,                                                ['src/server/pairing/']],
  ['the workbook',        /^hucre/,                                                ['src/server/sheets/']],
  ['the typesetter',      /^(docx|uqr|@myriaddreamin\/)/,                           ['src/server/papers/']],
  ['the mail',            /^nodemailer/,                                          ['src/server/mail/']],
  ['the working days',    /^chinese-days$/,                                         ['src/server/kernel/']],
];

const roomOf = (file: string): readonly string[] | undefined => {
  const nearest = Object.keys(rooms)
    .filter((room) => file.startsWith(room))
    .toSorted((a, b) => b.length - a.length)[0];
  return nearest === undefined ? undefined : rooms[nearest];
};
const arrow = ({ file, target }: Import): string => `${file} → ${target}`;

describe('architecture', () => {
  it('sees the code it judges', () => {
    expect(imports.length).toBeGreaterThan(500);
    expect(imports.filter(({ outside }) => outside).map(({ target }) => target)).toEqual(expect.arrayContaining(['fastify', 'pg', 'react', 'zod']));
  });

  it('lets every room use only the rooms further in', () => {
    const wrong = imports.filter(
      ({ file, target, outside }) => !outside && /\.tsx?$/.test(target) && roomOf(file)?.some((room) => target.startsWith(room)) === false,
    );
    expect(wrong.map(arrow)).toEqual([]);
  });

  it('keeps the policy pure: core uses zod and nothing else', () => {
    const wrong = imports.filter(({ file, target, outside }) => file.startsWith('src/core/') && outside && target !== 'zod');
    expect(wrong.map(arrow)).toEqual([]);
  });

  it.each(homes)('keeps %s at home', (_, packages, at) => {
    const users = imports.filter(({ target, outside }) => outside && packages.test(target));
    expect(users.length).toBeGreaterThan(0);
    expect(users.filter(({ file }) => !at.some((room) => file.startsWith(room))).map(arrow)).toEqual([]);
  });

  it('keeps pages apart from each other', () => {
    const subject = (path: string): string | undefined => /^src\/web\/pages\/([^/]+)\//.exec(path)?.[1];
    const wrong = imports.filter(({ file, target }) => subject(file) !== undefined && subject(target) !== undefined && subject(file) !== subject(target));
    expect(wrong.map(arrow)).toEqual([]);
  });

  it('asks no machine clock for policy: city time is an argument', () => {
    const policy = files.filter((file) => /^src\/(core|server\/(actions|views|store|public))\//.test(file) && !isTest(file));
    expect(policy.length).toBeGreaterThan(50);
    expect(policy.filter((file) => /\bDate\.now\(|\bnew Date\(\)/.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  it('names files in kebab-case, after what they are', () => {
    const odd = files.filter((file) => !/^[a-z0-9./-]+$/.test(file) || /\b(utils?|helpers?|common|manager)\b/.test(file));
    expect(odd).toEqual([]);
  });

  it('gives what every matter has to every kind alike: no kind is named where signing, forms, lists, letters, meetings and the like are made', () => {
    // A meeting is a kind, and may speak of itself.
    const named = Object.keys(lives)
      .filter((kind) => kind !== 'meeting')
      .join('|');
    // A comparison with a kind, a kind as a case, or the step of one kind: `kind === 'declaration'`, `case 'grant'`, `'honour.confirm'`.
    const special = new RegExp(`\\bkind\\b\\s*[!=]==?\\s*'(${named})'|case '(${named})':|'(${named})\\.[a-z][A-Za-z]*'`);
    expect(special.test("matter.kind === 'declaration'") && special.test("['honour.confirm']") && !special.test("'matter.kind'")).toBe(true);
    const alike = [
      /^src\/core\/(handling|drafts|checklist|letters|notify|comments|lookback|meeting|panel|query)\//,
      /^src\/core\/shared\/(bulk|life|handling|fields|asked-when)\.ts$/,
      /^src\/server\/(mail|standards)\//,
      /^src\/server\/actions\/(advance|bulk|comment|handle-matter)\.ts$/,
      /^src\/server\/views\/(search|list-matters|arrangements|options)\.ts$/,
      /^src\/web\/parts\/(bulk|form|option|letters)\//,
      // How far a plan of inspections has come is said by what it is.
      /^src\/web\/parts\/matter\/(?!progress|relatives)/,
      /^src\/web\/pages\/(matters|meetings|letters|compare|search|review)\//,
    ];
    const everybodys = files.filter((file) => alike.some((room) => room.test(file)) && !/\.test\.tsx?$/.test(file));
    expect(everybodys.length).toBeGreaterThan(100);
    expect(everybodys.filter((file) => special.test(readFileSync(file, 'utf8')))).toEqual([]);
  });
});
