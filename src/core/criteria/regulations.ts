import { ledgerOf } from '#core/studio/facts.ts';
import { met, unmet, type Metric } from './judgement.ts';

/** 有工作制度（三.5）：已生效的工作制度和管理办法。 */
export const regulationsInForce: Metric = ({ facts: { regulations }, today }, { value }) => {
  const inForce = regulations.filter(({ eventOn }) => eventOn <= today);
  return inForce.length < value
    ? unmet('还没有生效的工作制度', 'regulation.add')
    : met(
        `已有工作制度${inForce.length}项，涵盖${new Set(inForce.map(({ kind }) => kind)).size}类`,
        inForce.map(({ id, title, file }) => ({ kind: 'regulation', id, label: title, ...(file ? { file } : {}) })),
      );
};

/** 有台账（三.5）：当年的工作记录。 */
export const ledgerEntriesInYear: Metric = ({ facts, year }, { value }) => {
  const entries = ledgerOf(facts, year);
  return entries.length < value ? unmet(`${year}年的台账还没有记录`, 'activity.add') : met(`${year}年台账${entries.length}条`);
};
