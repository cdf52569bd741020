import type { Meeting } from '#core/meeting/life.ts';
import { bodyZh } from '#core/meeting/life.ts';
import { date, fields, type Told } from './parts.ts';

/** 会议的时间、地点和人；议程另列。 */
export const met: Told = ({ body, heldOn, place, chair, present, guests, minutesNo, remarks }: Meeting, { names }) => [
  fields('会议', [
    ['会议', bodyZh[body]],
    ['日期', date(heldOn)],
    ['地点', place],
    ['纪要编号', minutesNo],
    ['主持', chair === '' ? undefined : names.get(chair)],
    ['出席', present.map((one) => names.get(one) ?? '').join('、')],
    ['列席', guests],
    ['其他情况', remarks],
  ]),
];
