import { dayIn, dayZh } from '#core/shared/days.ts';
import { isKind, lives } from '#core/lives.ts';
import type { ArchiveVerdict } from '#contract/shapes.ts';
import type { Db } from '#server/store/connection.ts';
import { readPackage, type FileVerdict, type PackageReading } from './read-package.ts';
import { lastSealed, sealedAs, type Sealed } from './sealed-packages.ts';

export const fileVerdictZh = { whole: '完好', changed: '被改动', missing: '缺失', extra: '清单以外' } as const;
const counted = (files: readonly FileVerdict[], is: FileVerdict['is']): string => {
  const count = files.filter((file) => file.is === is).length;
  return count === 0 ? '' : `${fileVerdictZh[is]}${count}个`;
};
const sealedSays = (known: ArchiveVerdict['known'], seal: Sealed | undefined): string =>
  known === 'sealed' && seal !== undefined
    ? `与本系统${dayZh(dayIn(seal.sealedAt))}封存的完全一致`
    : known === 'other'
      ? '本系统为这件事项封存的是另一份'
      : '本系统没有封存过这一份';

/** Read as a package, and asked whether this installation sealed it; without a database nobody can be asked. */
function verdictOf(reading: PackageReading, seal: Sealed | undefined, other: boolean): ArchiveVerdict {
  const { sha256, size } = reading;
  const known = seal !== undefined ? 'sealed' : other ? 'other' : 'unknown';
  if ('wrong' in reading) return { sha256, size, wrong: reading.wrong, files: [], whole: false, known, says: reading.wrong };
  const { manifest, files } = reading;
  const { id, kind, title, closedOn, version } = manifest.matter;
  const whole = files.every((file) => file.is === 'whole');
  const trouble = (['changed', 'missing', 'extra'] as const).map((is) => counted(files, is)).filter((text) => text !== '');
  return {
    sha256,
    size,
    matter: { id, title, kindZh: isKind(kind) ? lives[kind].zh : kind, closedOn, version },
    files: files.map((file) => ({ ...file, zh: fileVerdictZh[file.is] })),
    whole,
    known,
    says: `${whole ? `${files.length}个文件逐个核对，全部完好` : `不完好：${trouble.join('，')}`}；${sealedSays(known, seal)}`,
  };
}

/** 核验一个归档数据包：文件是不是都完好，是不是本系统封存的那一份。 */
export async function judgePackage(path: string, db: Db | undefined): Promise<ArchiveVerdict> {
  const reading = await readPackage(path);
  if (db === undefined) return verdictOf(reading, undefined, false);
  const seal = await sealedAs(db, reading.sha256);
  const other = seal === undefined && 'manifest' in reading && (await lastSealed(db, reading.manifest.matter.id)) !== undefined;
  return verdictOf(reading, seal, other);
}
