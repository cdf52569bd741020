import type { Achievement } from '#core/studio/facts.ts';
import { met, unmet, unproven, type Metric } from './judgement.ts';

/** 有认可或认定单位、文号和证明文件，才算得到认可。 */
export const isRecognised = ({ recogniser, documentNo, document }: Achievement): boolean => recogniser !== '' && documentNo !== '' && document !== undefined;

/** 有创新成效（三.7）：每年至少一项成果得到有关方面认可或认定。 */
export const recognisedAchievementsInYear: Metric = ({ facts: { achievements }, year }, { value }) => {
  const ofYear = achievements.filter(({ eventOn }) => eventOn.startsWith(`${year}-`));
  const recognised = ofYear.filter(isRecognised);
  const evidence = ofYear.map(({ id, title, document }) => ({ kind: 'achievement', id, label: title, ...(document ? { file: document } : {}) }));
  if (recognised.length >= value) return met(`${year}年有${recognised.length}项成果得到认可或认定`, evidence);
  const open = ofYear.find((achievement) => !isRecognised(achievement));
  if (open) return unproven(`${year}年的成果还没有认可或认定的证明`, evidence, { operation: 'achievement.prove', target: open.id });
  return unmet(`${year}年还没有成果`, 'achievement.add');
};
