import type { FigureGroup } from '#contract/shapes.ts';
import { figures, proofCoverage } from '#core/year/figures.ts';
import { known } from '../names.ts';
import type { Values } from './asked.ts';

const addressOf = (query: Readonly<Record<string, string | number | undefined>>): string =>
  `/api/entries?${new URLSearchParams(Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]))).toString()}`;

/** The figures as people read them, group by group, each with the address of its entries; what was never used is left out. */
export function figureGroups(values: Values, before: Values | undefined, place: Readonly<Record<string, string | number | undefined>>): FigureGroup[] {
  const shown = figures.filter(({ code }) => (values[code] ?? 0) !== 0 || (before?.[code] ?? 0) !== 0);
  const groups = [...new Set(shown.map(({ group }) => group))];
  return groups.map((title) => ({
    title,
    figures: [
      ...shown
        .filter(({ group }) => group === title)
        .map(({ code, zh, unit }) =>
          known({ code, zh, unit, value: values[code] ?? 0, previous: before?.[code], href: addressOf({ figure: code, ...place }) }),
        ),
      ...(title === '创新成果' ? coverage(values, before) : []),
    ],
  }));
}
const coverage = (values: Values, before: Values | undefined) => {
  const value = proofCoverage(values);
  return value === undefined
    ? []
    : [known({ code: 'coverage', zh: '效益证明覆盖率', unit: '%', value, previous: before === undefined ? undefined : proofCoverage(before) })];
};
