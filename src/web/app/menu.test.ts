import { expect, it } from 'vitest';
import type { Me } from '#contract/shapes.ts';
import { officeZh, type Office } from '#core/people/actor.ts';
import { menuOf } from './menu.ts';

const { clock: _, ...people } = officeZh;
const offices = Object.keys(people) as Exclude<Office, 'clock'>[];
const acting = (office: Me['acting']['office'], studio?: Me['acting']['studio']) => ({ acting: { id: 'o1', office, officeZh: '', studio } });

it('shows no office more than six nouns, and every office its desk first', () => {
  const menus = offices.map((office) => menuOf(acting(office)));
  expect(menus.every(([first]) => first?.href === '/')).toBe(true);
  expect(Math.max(...menus.map(({ length }) => length))).toBeLessThanOrEqual(6);
});

it('leads a studio’s own people straight to their studio', () => {
  expect(menuOf(acting('lead', { id: 's1', name: '甲示例工作室' })).map(({ href, label }) => `${label} ${href}`)).toContain('我的工作室 /studios/s1');
});
