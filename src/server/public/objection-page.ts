import type { z } from 'zod';
import { objectionForm } from '#core/objection/life.ts';
import { dayIn, type CityTime } from '#core/shared/days.ts';
import { recordFile } from '#server/files/stored-files.ts';
import { Refusal } from '#server/kernel/refusal.ts';
import type { Db } from '#server/store/connection.ts';
import { isOpen } from './notice-list-page.ts';
import { noSuchNotice, showNotice } from './notice-page.ts';
import { asked, goTo, type PageRequest, type PublicPage } from './page.ts';
import { cityName } from '#server/views/city-name.ts';
import { noticeWith } from './public-data.ts';
import { rateLimit } from './rate-limit.ts';

export type Objecting = z.infer<typeof objectionForm> & Readonly<{ notice: string; from: Readonly<{ address: string; request: string }> }>;
/** Opens the objection and answers its receipt code. @throws Refusal when it may not be opened */
export type OpenObjection = (given: Objecting) => Promise<{ receipt: string }>;

type Deps = Readonly<{ db: Db; now: () => Promise<CityTime>; machine: () => number; object: OpenObjection }>;
type Checked = Readonly<{ given: z.infer<typeof objectionForm> } | { wrongs: ReadonlyMap<string, string> }>;

const HOUR = 3_600_000;
const fields = ['studio', 'byKind', 'name', 'address', 'phone', 'grounds'] as const;

function check({ form, file, fileRefused }: PageRequest, studios: readonly { studio: string }[]): Checked {
  const wrongs = new Map<string, string>();
  const parsed = objectionForm.safeParse({
    ...Object.fromEntries(fields.map((field) => [field, form[field]?.trim() === '' ? undefined : form[field]])),
    ...(file === undefined ? {} : { seal: file.sha256 }),
  });
  if (fileRefused !== undefined) wrongs.set('seal', fileRefused);
  for (const { path, message } of parsed.error?.issues ?? []) if (!wrongs.has(String(path[0] ?? ''))) wrongs.set(String(path[0] ?? ''), message);
  // 机器人会把每一栏都填上；人看不到这一栏。
  if ((form['website'] ?? '') !== '') wrongs.set('website', '请把“请勿填写此栏”清空后再提交');
  if (!studios.some(({ studio }) => studio === form['studio'])) wrongs.set('studio', '请选择公示名单中的工作室');
  return parsed.success && wrongs.size === 0 ? { given: parsed.data } : { wrongs };
}

async function submit(
  { db, now, object }: Deps,
  { given }: { given: z.infer<typeof objectionForm> },
  { params, file, address, request }: PageRequest,
): Promise<string> {
  // The seal is recorded as the system's: the public has no account. It becomes readable through the objection it is attached to.
  const seal =
    file === undefined || given.byKind === 'person' ? undefined : await db.transaction().execute(async (tx) => recordFile(tx, 'clock', await now(), file));
  const { receipt } = await object({ ...given, seal: seal?.id, notice: params['id'] ?? '', from: { address, request } });
  return receipt;
}

/** 提交异议：每处每小时至多五件；交了就转到回执页，刷新不会重复提交。 */
export function objectionPage(deps: Deps): PublicPage {
  const wait = rateLimit(5, HOUR);
  return {
    method: 'POST',
    path: '/public/notices/:id',
    async answer(request) {
      const [city, notice, now] = await Promise.all([cityName(deps.db), noticeWith(deps.db, asked(request.params, 'id', 64)), deps.now()]);
      if (notice === undefined) return noSuchNotice(city);
      const again = (wrongs: ReadonlyMap<string, string>) => showNotice(deps.db, notice, dayIn(now), request.form, wrongs);
      if (!isOpen(notice, dayIn(now))) return again(new Map([['', '公示期已过']]));

      const checked = check(request, notice.studios);
      if ('wrongs' in checked) return again(checked.wrongs);
      const seconds = wait(request.address, deps.machine());
      if (seconds > 0) {
        const { headers, ...rest } = await again(new Map([['', `此处提交过于频繁，请${Math.ceil(seconds / 60)}分钟后再试，或将书面异议寄送${city}`]]));
        return { ...rest, status: 429, headers: { ...headers, 'retry-after': String(seconds) } };
      }
      try {
        const receipt = await submit(deps, checked, request);
        return goTo(`/public/objections?${new URLSearchParams({ receipt, new: '1' }).toString()}`);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return again(new Map(error.reasons.map(({ field, message }) => [field ?? '', message])));
      }
    },
  };
}
