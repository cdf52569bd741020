import { connect } from '#server/store/connection.ts';
import { lastSeal, sealAudit } from '../audit/seal-audit.ts';
import { readConfig } from '../config.ts';
import { withDatabase } from './place.ts';
import { answer, type ExitCode, type Verb } from './verb.ts';

export const verb: Verb = {
  about: '封存至今的审计记录，给出封存值；请抄存于系统之外，日后以 audit verify --head 核对',
  options: { json: { type: 'boolean' } },
  run({ values }) {
    return withDatabase<ExitCode>(readConfig(), async ({ serverUrl }) => {
      const db = connect(serverUrl);
      try {
        await sealAudit(db);
        const seal = await lastSeal(db);
        answer(values['json'] === true, seal ?? null, () =>
          seal === undefined ? '还没有审计记录 no audit lines yet' : `${seal.head}  第 ${seal.number} 批 ${seal.sealedAt}`,
        );
        return 0;
      } finally {
        await db.destroy();
      }
    });
  },
};
