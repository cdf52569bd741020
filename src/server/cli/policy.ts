import { officeZh } from '#core/people/actor.ts';
import { everyCell, type Cell } from '../policy.ts';
import { answer, type Verb } from './verb.ts';

const sentence = ({ operation, zh, state, office }: Cell): string =>
  `${operation.padEnd(32)} ${state.padEnd(18)} ${office.padEnd(12)} ${officeZh[office]}可以“${zh}”`;

export const verb: Verb = {
  about: '权限矩阵：每项操作、每个职务、每个状态，能还是不能（--json 全列，否则只列能的）',
  options: { json: { type: 'boolean' } },
  run({ values }) {
    const lines = everyCell();
    answer(values['json'] === true, lines, () =>
      lines
        .filter(({ allowed }) => allowed)
        .map(sentence)
        .join('\n'),
    );
    return Promise.resolve(0);
  },
};
