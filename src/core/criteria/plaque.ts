import { met, unmet, type Metric } from './judgement.ts';

/** 有牌匾（2019年版）：授牌后看牌匾，首次验收以自制标识牌计。 */
export const plaqueOrSignDisplayed: Metric = ({ facts: { plaqueAwarded, signs } }, { value }) => {
  if (plaqueAwarded) return met('已授牌');
  return signs.length < value
    ? unmet('还没有展示牌匾或标识牌', 'sign.add')
    : met(
        '已展示自制标识牌',
        signs.map(({ id }) => ({ kind: 'sign', id, label: '标识牌' })),
      );
};
