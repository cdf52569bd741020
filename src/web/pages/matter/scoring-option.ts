import type { Matter, Option } from '#contract/shapes.ts';
import { fieldsOf } from '../../parts/form/schema.ts';

/** The option that gives points, where there is one and nothing stands in its way. */
export const scoringOption = ({ options }: Matter): Option | undefined =>
  options.find(({ input, lacks }) => input !== null && (lacks === undefined || lacks.length === 0) && fieldsOf(input).some(({ kind }) => kind === 'score'));
