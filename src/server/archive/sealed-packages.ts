import type { CityTime } from '#core/shared/days.ts';
import type { Db, Tx } from '#server/store/connection.ts';
import { manifestShape, type Manifest } from './package-shape.ts';

/** What was sealed, as it was written down then. */
export type Sealed = Readonly<{ matterId: string; version: number; sha256: string; size: number; sealedAt: CityTime; sealedBy: string; manifest: Manifest }>;

const packages = (db: Db | Tx) =>
  db
    .selectFrom('archivePackage as p')
    .innerJoin('person', 'person.id', 'p.sealedBy')
    .select(['p.matterId', 'p.version', 'p.sha256', 'p.size', 'p.sealedAt', 'person.name as sealedBy', 'p.manifest']);
type Row = Awaited<ReturnType<ReturnType<typeof packages>['executeTakeFirstOrThrow']>>;
const shape = (row: Row | undefined): Sealed | undefined =>
  row === undefined ? undefined : { ...row, size: Number(row.size), manifest: manifestShape.parse(row.manifest) };

/** The package of a matter that was sealed last. */
export const lastSealed = async (db: Db | Tx, matter: string): Promise<Sealed | undefined> =>
  shape(await packages(db).where('p.matterId', '=', matter).orderBy('p.version', 'desc').limit(1).executeTakeFirst());
/** The package with exactly these bytes, if it was sealed here. */
export const sealedAs = async (db: Db | Tx, sha256: string): Promise<Sealed | undefined> =>
  shape(await packages(db).where('p.sha256', '=', sha256).limit(1).executeTakeFirst());
