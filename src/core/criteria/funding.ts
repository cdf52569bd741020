import { yuan } from '#core/shared/money.ts';
import { met, unmet, unproven, type Metric } from './judgement.ts';

/** 有工作经费（三.6）：当年实际到账的活动经费。 */
export const fundsReceivedInYearFen: Metric = ({ facts: { incomes }, year }, { value }) => {
  const ofYear = incomes.filter(({ eventOn }) => eventOn.startsWith(`${year}-`));
  const received = ofYear.filter((income) => income.received);
  const sum = received.reduce((total, { amountFen }) => total + amountFen, 0);
  const evidence = ofYear.map(({ id, source, amountFen, voucher }) => ({
    kind: 'income',
    id,
    label: `${source} ${yuan(amountFen)}`,
    ...(voucher ? { file: voucher } : {}),
  }));
  if (sum >= value) return met(`${year}年到账经费${yuan(sum)}`, evidence);
  const planned = ofYear[0];
  if (planned) return unproven(`${year}年的经费只有计划，尚未到账`, evidence, { operation: 'income.receive', target: planned.id });
  return unmet(`${year}年还没有经费记录`, 'income.add');
};
