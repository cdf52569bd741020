import type { Block, Paper } from '#core/papers/model.ts';
import { dayIn, dayZh } from '#core/shared/days.ts';
import type { Matter } from '#contract/shapes.ts';
import { fieldsOf, heading, paragraph } from './compose.ts';
import { codeOf } from './forms.ts';

type Meeting = NonNullable<Matter['meeting']>;
type Item = Meeting['items'][number];
const ended = (text: string): string => (/[。！？；]$/.test(text) ? text : `${text}。`);

/** 一项：议的是什么，依据什么，怎样议定。 */
function itemBlocks(item: Item, index: number): readonly Block[] {
  const { matter, studio, evidence, step, said, note, state, decidedBy, releasedAt } = item;
  const decided = step === undefined ? `${state.zh}${note === '' ? '' : `：${note}`}` : `${step.title}${note === '' ? '' : `。${note}`}`;
  return [
    heading(`${index + 1}. ${matter.title}`, 2),
    paragraph(`${matter.kindZh}${studio === undefined ? '' : `，${studio.name}`}。`),
    ...(evidence.length === 0 ? [] : [fieldsOf(evidence)]),
    paragraph(`会议议定：${ended(decided)}`),
    ...(said.length === 0 ? [] : [fieldsOf(said)]),
    ...(decidedBy === undefined ? [] : [paragraph(`记录：${decidedBy}${releasedAt === undefined ? '' : `；${dayZh(dayIn(releasedAt))}发布`}。`)]),
  ];
}

/** 会议纪要：由会上发生的拟出，谁出席、逐项的依据和议定。 */
export function minutesOf(matter: Matter): Readonly<{ name: string; zh: string; paper: Paper }> | undefined {
  const { meeting } = matter;
  if (meeting?.begunAt === undefined) return undefined;
  const { body, heldOn, place, minutesNo = '', chair = '', present, guests, remarks, items } = meeting;
  const [discussed, rest] = [items.filter(({ state }) => state.code !== 'pending'), items.filter(({ state }) => state.code === 'pending')];
  const blocks: readonly Block[] = [
    fieldsOf([
      { label: '编号', text: minutesNo },
      { label: '日期', text: dayZh(heldOn) },
      { label: '地点', text: place },
      { label: '主持', text: chair },
      { label: '出席', text: present.join('、') },
      ...(guests === '' ? [] : [{ label: '列席', text: guests }]),
    ]),
    heading('议题'),
    ...discussed.flatMap(itemBlocks),
    ...(rest.length === 0 ? [] : [paragraph(`尚未研究：${rest.map(({ matter: about }) => about.title).join('；')}。`)]),
    ...(remarks === '' ? [] : [heading('其他'), paragraph(remarks)]),
  ];
  return { name: 'minutes', zh: '会议纪要', paper: { kind: 'form', title: `${body.zh}纪要`, code: codeOf(matter), blocks } };
}
