import { connect } from '#server/store/connection.ts';
import { readConfig } from '../config.ts';
import { openFileStore } from '../files/open-store.ts';
import { loadStandards } from '../kernel/standards.ts';
import { inCheckout } from '../main.ts';
import { rootFolder } from '../root-folder.ts';
import { checkInvariants, invariantCount, type Broken } from '../invariants/check-invariants.ts';
import { renewStandards } from '../standards/renew.ts';
import { withDatabase } from './place.ts';
import { answer, type ExitCode, type Verb } from './verb.ts';

const few = 5;
const sentence = ({ zh, where }: Broken): string => `✗ ${zh}：${where.slice(0, few).join('、')}${where.length > few ? ` 等 ${where.length} 处` : ''}`;
const report = (broken: readonly Broken[]): string =>
  [...broken.map(sentence), `${invariantCount} 条常恒规则，${broken.length === 0 ? '全部成立' : `${broken.length} 条不成立`}`].join('\n');

export const verb: Verb = {
  about: '检查任何时候都应成立的规则（状态与经过一致、编号不跳、里程碑唯一等）',
  options: { json: { type: 'boolean' } },
  run({ values }) {
    const config = readConfig();
    return withDatabase<ExitCode>(config, async ({ serverUrl }, dataDir) => {
      const db = connect(serverUrl);
      try {
        const standards = loadStandards(inCheckout(rootFolder()).standardsDir);
        await renewStandards({ db, standards, log: () => {} });
        const broken = await checkInvariants(db, await openFileStore(dataDir, config.filesUrl), standards);
        answer(values['json'] === true, { checked: invariantCount, broken }, () => report(broken));
        return broken.length === 0 ? 0 : 1;
      } finally {
        await db.destroy();
      }
    });
  },
};
