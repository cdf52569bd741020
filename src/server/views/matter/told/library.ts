import type { Adoption } from '#core/library/adoption.ts';
import type { Bid } from '#core/library/bid.ts';
import type { Challenge } from '#core/library/challenge.ts';
import { experienceKindZh, type Experience } from '#core/library/experience.ts';
import { yuan } from '#core/shared/money.ts';
import { attached, date, fields, type Told } from './parts.ts';

export const experienced: Told = ({ experienceKind, topic, problem, practice, effect, named, publishedOn, state, known, adopters }: Experience) => [
  fields(experienceKindZh[experienceKind], [
    ['方面', topic],
    [experienceKind === 'guidance' ? '什么情况适用' : '遇到的问题', problem],
    [experienceKind === 'guidance' ? '怎么办' : '做法', practice],
    ['效果', effect],
    ['发布日期', date(publishedOn)],
    ['已采用', adopters.length === 0 ? undefined : `${adopters.length}家单位`],
  ]),
  {
    title: '点名的人',
    fields:
      state === 'published'
        ? []
        : named.map(({ person, on, file }) => ({
            label: known.find(({ id }) => id === person)?.name ?? '本人',
            text: `${date(on) ?? ''}同意`,
            ...(file === undefined ? {} : { file }),
          })),
  },
];

export const adopted: Told = ({ unionId, usedAt, adoptedOn, effect, benefitFen, proof, provenOn }: Adoption, { names }) => [
  fields('采用', [
    ['采用单位', names.get(unionId)],
    ['采用范围', usedAt],
    ['采用日期', date(adoptedOn)],
    ['效果', effect],
    ['经济效益', benefitFen > 0 ? yuan(benefitFen) : undefined],
    ['证明材料', ...attached(proof)],
    ['见效日期', date(provenOn)],
  ]),
];

export const challenged: Told = ({ poster, area, text, reward, until, bidders, outcome, solvedOn, state }: Challenge, { names }) => [
  fields('揭榜题目', [
    ['张榜单位', names.get(poster)],
    ['方面', area],
    ['情况和要求', text],
    ['奖励或条件', reward],
    ['截止日期', date(until)],
    state === 'open' || state === 'closed' ? ['揭榜', `${bidders.length}家`] : ['揭榜方', bidders.map((one) => names.get(one) ?? '').join('、')],
    ['结果', outcome],
    ['解决日期', date(solvedOn)],
  ]),
];

export const offered: Told = ({ poster, plan, file, outcome }: Bid, { names }) => [
  fields('揭榜方案', [
    ['张榜单位', names.get(poster)],
    ['打算怎么做', plan],
    ['附件', ...attached(file)],
    ['结果', outcome],
  ]),
];
