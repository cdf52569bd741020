import { met, unmet, unproven, type Evidence, type Metric } from './judgement.ts';
import type { Honour } from '#core/studio/facts.ts';

const eligible = ['city', 'province', 'nation'];
const evidenceOf = ({ id, title, year, certificate }: Honour): Evidence => ({ kind: 'honour', id, label: `${title}（${year}年）`, file: certificate });

/** 有劳模领衔（三.1）：至少一名市级以上劳模；证书由市总核实后才算有效。 */
export const validLeadHonours: Metric = ({ facts: { lead } }, { value }) => {
  const qualifying = lead.honours.filter(
    ({ level, kind, state }) => eligible.includes(level) && kind === '劳模' && (state === 'pending' || state === 'confirmed'),
  );
  if (qualifying.length < value) return unmet('领衔人没有市级以上劳模称号', 'honour.claim');
  const confirmed = qualifying.filter(({ state }) => state === 'confirmed');
  if (confirmed.length < value) return { ...unproven('领衔人的劳模称号待市总核实', qualifying.map(evidenceOf)), awaits: 'city' };
  return met(`领衔人的劳模称号已核实：${confirmed.map(({ title, year }) => `${title}（${year}年）`).join('、')}`, confirmed.map(evidenceOf));
};
