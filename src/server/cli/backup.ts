import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { takeBackup } from '../backup/take-backup.ts';
import { CannotStart } from '../cannot-start.ts';
import { readConfig } from '../config.ts';
import { openFileStore } from '../files/open-store.ts';
import { withDatabase } from './place.ts';
import { answer, type ExitCode, type Verb } from './verb.ts';

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

export const verb: Verb = {
  about: '把全部数据和附件备份成一个文件；服务可以照常运行',
  words: ['FILE'],
  options: { json: { type: 'boolean' } },
  run({ values, words: [name = ''] }) {
    const file = resolve(name);
    if (existsSync(file)) throw new CannotStart(`${file} 已存在，请另起文件名。${file} exists already: choose another name.`);
    const config = readConfig();
    return withDatabase<ExitCode>(config, async ({ ownerUrl }, dataDir) => {
      const moved = await takeBackup(ownerUrl, await openFileStore(dataDir, config.filesUrl), file);
      const kept = { file, size: statSync(file).size, sha256: await digestOf(file), ...moved };
      answer(values['json'] === true, kept, () =>
        [
          ...moved.missing.map((sha256) => `✗ 附件 ${sha256} 的内容已丢失，未能备份`),
          `已备份到 ${file}：${moved.rows} 行、${moved.files} 个附件，SHA-256 ${kept.sha256}`,
        ].join('\n'),
      );
      return moved.missing.length === 0 ? 0 : 1;
    });
  },
};
