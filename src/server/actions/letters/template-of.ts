import { ownTemplates, type Bearing } from '#core/letters/templates.ts';
import type { Wording } from '#core/letters/slots.ts';
import type { Db } from '#server/store/connection.ts';

/** Which template a letter was written from; version 0 is the one the program brings. */
export type Template = Wording & Readonly<{ key: string; version: number }>;

/** 一步用哪个模板：为这一步单独写过的，否则这一类的，否则自带的。 */
export async function templateOf(tx: Db, kind: string, step: string, bearing: Bearing): Promise<Template> {
  const own = `${kind}.${step}`;
  const rows = await tx
    .selectFrom('letterTemplate')
    .select(['key', 'version', 'subject', 'text'])
    .where('key', 'in', [own, bearing])
    .orderBy('version', 'desc')
    .execute();
  const { subject, text } = ownTemplates[bearing];
  return rows.find(({ key }) => key === own) ?? rows.find(({ key }) => key === bearing) ?? { key: bearing, version: 0, subject, text };
}
