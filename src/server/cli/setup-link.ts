import { inCityTime } from '#core/shared/days.ts';
import { setupLink } from '#server/people/set-up.ts';
import { connect } from '#server/store/connection.ts';
import { readConfig } from '../config.ts';
import { withDatabase } from './place.ts';
import { answer, type ExitCode, type Verb } from './verb.ts';

export const verb: Verb = {
  about: '给出一次性的初始化链接，用来设立第一名系统管理员；--again 作废旧链接另发',
  options: { again: { type: 'boolean' }, json: { type: 'boolean' } },
  run({ values }) {
    const config = readConfig();
    const base = config.publicUrl ?? `http://${config.host}:${config.port}`;
    return withDatabase<ExitCode>(config, async ({ serverUrl }) => {
      const db = connect(serverUrl);
      try {
        const machine = new Date();
        const link = await setupLink(db, base, { now: inCityTime(machine), machine }, values['again'] === true);
        answer(values['json'] === true, { link }, () => link);
        return 0;
      } finally {
        await db.destroy();
      }
    });
  },
};
