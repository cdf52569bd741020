import { presentMembers } from '#core/studio/facts.ts';
import { met, unmet, type Metric } from './judgement.ts';

/** 有创新团队（三.2）：除领衔人外，至少有一名有专长的骨干。 */
export const specialists: Metric = ({ facts, today }, { value }) => {
  const present = presentMembers(facts, today);
  const skilled = present.filter(({ specialist }) => specialist);
  const evidence = skilled.map(({ id, role, title }) => ({ kind: 'member', id, label: `${title || role}` }));
  return skilled.length < value
    ? unmet(present.length === 0 ? '除领衔人外还没有团队成员' : `团队${present.length}人中没有登记为业务骨干的成员`, 'member.add')
    : met(`除领衔人外有团队成员${present.length}人，其中业务骨干${skilled.length}人`, evidence);
};
