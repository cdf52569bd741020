import { connect } from '#server/store/connection.ts';
import { verifyAudit, type Verification } from '../audit/verify-audit.ts';
import { CannotStart } from '../cannot-start.ts';
import { readConfig } from '../config.ts';
import { withDatabase } from './place.ts';
import { answer, type ExitCode, type Verb } from './verb.ts';

const report = ({ seals, lines, unsealed, head, findings }: Verification): string =>
  [
    ...findings.map(({ zh }) => `✗ ${zh}`),
    `${findings.length === 0 ? '审计记录完好' : `发现 ${findings.length} 处不符`}：已封存 ${seals} 批 ${lines} 条，未封存 ${unsealed} 条${head === null ? '' : `，最新封存值 ${head}`}`,
  ].join('\n');

export const verb: Verb = {
  about: '核验审计记录有无被改动、删去或插入；--head 为此前抄存的封存值',
  options: { head: { type: 'string' }, json: { type: 'boolean' } },
  run({ values }) {
    const { head } = values;
    if (typeof head === 'string' && !/^[0-9a-f]{64}$/.test(head))
      throw new CannotStart('--head 是 64 位十六进制的封存值。--head takes the 64 hex digits that audit head printed.');
    return withDatabase<ExitCode>(readConfig(), async ({ serverUrl }) => {
      const db = connect(serverUrl);
      try {
        const verification = await verifyAudit(db, typeof head === 'string' ? head : undefined);
        answer(values['json'] === true, verification, () => report(verification));
        return verification.findings.length === 0 ? 0 : 1;
      } finally {
        await db.destroy();
      }
    });
  },
};
