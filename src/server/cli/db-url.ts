import { CannotStart } from '../cannot-start.ts';
import { readConfig } from '../config.ts';
import { runningPostgres } from '../postgres/start-postgres.ts';
import { folderMeant, postgresIn } from './place.ts';
import { answer, type Verb } from './verb.ts';

export const verb: Verb = {
  about: '数据库属主的连接串，供 psql 使用；内置数据库须正在运行',
  options: { json: { type: 'boolean' } },
  async run({ values }) {
    const config = readConfig();
    const dataDir = await folderMeant(config);
    const urls = config.database ?? (await runningPostgres(postgresIn(dataDir)));
    if (urls === undefined)
      throw new CannotStart(
        `${dataDir} 的服务没有运行，内置数据库随服务启动。Nothing serves ${dataDir} now, and the built-in database runs only with the service.`,
      );
    answer(values['json'] === true, { url: urls.ownerUrl }, () => urls.ownerUrl);
    return 0;
  },
};
