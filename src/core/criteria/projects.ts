import { projectsOfYear } from '#core/studio/facts.ts';
import { met, unmet, unproven, type Metric } from './judgement.ts';

const approved = ['active', 'closed', 'spread'];

/** 有攻关项目（三.4）：每年至少一个在研或新立项的项目；单位立项后才算。 */
export const projectsActiveInYear: Metric = ({ facts, year }, { value }) => {
  const ofYear = projectsOfYear(facts, year).filter(({ state }) => state !== 'declined');
  const counted = ofYear.filter(({ state }) => approved.includes(state));
  const evidence = ofYear.map(({ id, name, document }) => ({ kind: 'project', id, label: name, ...(document ? { file: document } : {}) }));
  if (counted.length >= value) return met(`${year}年有已立项的攻关项目${counted.length}个`, evidence);
  if (ofYear.length >= value) return unproven(`${year}年的攻关项目待单位立项`, evidence);
  return unmet(`${year}年还没有攻关项目`, 'project.propose');
};
