import { inCityTime } from '#core/shared/days.ts';
import { writeAudit } from '#server/kernel/audit.ts';
import { connect } from '#server/store/connection.ts';
import { plaqueKeys, rotatePlaqueKey } from '#server/store/plaque-keys.ts';
import { readConfig } from '../config.ts';
import { withDatabase } from './place.ts';
import { answer, type ExitCode, type Verb } from './verb.ts';

export const verb: Verb = {
  about: '牌匾签名的公钥；--new 换一把新的，此前签的牌匾照样验得出',
  options: { new: { type: 'boolean' }, json: { type: 'boolean' } },
  run({ values }) {
    return withDatabase<ExitCode>(readConfig(), async ({ serverUrl }) => {
      const db = connect(serverUrl);
      try {
        const now = inCityTime(new Date());
        if (values['new'] === true)
          await db.transaction().execute(async (tx) => {
            await rotatePlaqueKey(tx, now);
            const trace = { what: 'plaque.key', which: '', outcome: 'done' as const, detail: {}, address: '', request: '' };
            await writeAudit(tx, { cityAt: now, personId: null, office: 'operator', ...trace });
          });
        const keys = await plaqueKeys(db);
        answer(values['json'] === true, keys, () =>
          keys.map(({ id, publicKey, retiredAt }) => `${id}  ${publicKey}  ${retiredAt === null ? '现用' : `${retiredAt.slice(0, 10)}停用`}`).join('\n'),
        );
        return 0;
      } finally {
        await db.destroy();
      }
    });
  },
};
