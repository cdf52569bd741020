import { met, unmet, type Metric } from './judgement.ts';

/** 有场地（三.3）：固定的办公活动场所。 */
export const fixedPlaces: Metric = ({ facts: { premises } }, { value }) => {
  const fixed = premises.filter((place) => place.fixed);
  return fixed.length < value
    ? unmet(premises.length === 0 ? '还没有登记场所' : '登记的场所都不是固定场所', 'premises.add')
    : met(
        `固定场所${fixed.length}处，共${fixed.reduce((sum, { areaM2 }) => sum + areaM2, 0)}平方米`,
        fixed.map(({ id, kind, areaM2 }) => ({ kind: 'premises', id, label: `${kind}，${areaM2}平方米` })),
      );
};

/** 有设施（三.3）：仪器、设备、设施清单。 */
export const equipmentEntries: Metric = ({ facts: { equipment } }, { value }) =>
  equipment.length < value
    ? unmet('还没有登记仪器设备', 'equipment.add')
    : met(
        `仪器设备${equipment.length}项`,
        equipment.slice(0, 10).map(({ id, name, quantity }) => ({ kind: 'equipment', id, label: `${name}×${quantity}` })),
      );
