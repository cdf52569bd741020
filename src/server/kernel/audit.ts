import { inCityTime } from '#core/shared/days.ts';
import type { Db } from '#server/store/connection.ts';
import { newId } from './ids.ts';

export type AuditLine = Readonly<{
  cityAt: string;
  personId: string | null;
  office: string;
  what: string;
  which: string;
  outcome: 'done' | 'refused';
  detail: unknown;
  address: string;
  request: string;
}>;

/** One line for every action, done or refused; the server's role can add lines and do nothing else to them. */
export async function writeAudit(db: Db, line: AuditLine): Promise<void> {
  await db
    .insertInto('audit')
    .values({ ...line, id: newId(), machineAt: inCityTime(new Date()), detail: JSON.stringify(line.detail) })
    .execute();
}
