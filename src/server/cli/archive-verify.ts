import { existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { connect } from '#server/store/connection.ts';
import { fileVerdictZh, judgePackage } from '../archive/judge-package.ts';
import { CannotStart } from '../cannot-start.ts';
import { readConfig } from '../config.ts';
import { folderMeant, postgresIn, withDatabase } from './place.ts';
import { answer, type ExitCode, type Verb } from './verb.ts';

/** Beside a city it is also asked whether the package was sealed there; anywhere else only whether it is whole. */
async function judged(path: string) {
  const config = readConfig();
  if (config.database === undefined && !existsSync(postgresIn(await folderMeant(config))))
    return { asked: false, verdict: await judgePackage(path, undefined) };
  return withDatabase(config, async ({ serverUrl }) => {
    const db = connect(serverUrl);
    try {
      return { asked: true, verdict: await judgePackage(path, db) };
    } finally {
      await db.destroy();
    }
  });
}

export const verb: Verb = {
  about: '核验一个归档数据包：每个文件是否完好，是不是本系统封存的那一份',
  words: ['FILE'],
  options: { json: { type: 'boolean' } },
  async run({ values, words: [path = ''] }): Promise<ExitCode> {
    await access(path).catch(() => {
      throw new CannotStart(`没有这个文件：${path}。There is no file ${path}.`);
    });
    const { asked, verdict } = await judged(path);
    const bad = verdict.files.filter(({ is }) => is !== 'whole');
    answer(values['json'] === true, { asked, ...verdict }, () =>
      [
        ...bad.map(({ is, path: name, title }) => `✗ ${fileVerdictZh[is]} ${name}（${title}）`),
        asked ? verdict.says : (verdict.says.split('；')[0] ?? ''),
      ].join('\n'),
    );
    return verdict.whole && (!asked || verdict.known === 'sealed') ? 0 : 1;
  },
};
