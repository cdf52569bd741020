import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { opinionIn } from '#core/letters/opinion.ts';
import { filledIn, longestSubject, longestText, sampleFilling, slotNames, wrongIn } from '#core/letters/slots.ts';
import { bearings, ownTemplates } from '#core/letters/templates.ts';

describe('a template', () => {
  it.each(bearings)('the program brings has only slots that there are: %s', (bearing) => {
    expect(wrongIn(ownTemplates[bearing])).toEqual([]);
    const { subject, text } = filledIn(ownTemplates[bearing], sampleFilling);
    expect(`${subject}${text}`).not.toMatch(/[{}]/);
    expect(text).toContain(sampleFilling.发文单位);
  });

  it('with a slot there is none of is refused by its name, every one of them', () => {
    const wrong = wrongIn({ subject: '关于{事项}', text: '{姓名}：\n{电话}\n{日期}' });
    expect(wrong.map(({ zh }) => zh)).toEqual([expect.stringContaining('没有“{姓名}”这一项'), expect.stringContaining('没有“{电话}”这一项')]);
    expect(wrong[0]?.zh).toContain('{受文单位}');
    expect(wrongIn({ subject: '关于{事项', text: '正文' }).map(({ code }) => code)).toEqual(['open-bracket']);
    expect(wrongIn({ subject: '{constructor}', text: '{toString}' }).map(({ code }) => code)).toEqual(['unknown-slot', 'unknown-slot']);
  });

  it('leaves out a line whose slots stay empty', () => {
    const { text } = filledIn({ subject: '函', text: '{受文单位}：\n\n　　{意见}\n\n抄送：{抄送单位}' }, { ...sampleFilling, 意见: '', 抄送单位: '' });
    expect(text).toBe(`${sampleFilling.受文单位}：`);
  });

  it('never reads as a slot what was filled in, and keeps its limits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 5000 }), (words) => {
        const filling = { ...sampleFilling, 意见: `{日期}${words}`, 事项: words };
        const { subject, text } = filledIn({ subject: '关于{事项}', text: '{意见}' }, filling);
        expect(subject).not.toMatch(/[\r\n]/);
        expect(subject.length).toBeLessThanOrEqual(longestSubject);
        expect(text.length).toBeLessThanOrEqual(longestText);
        expect(text.startsWith('{日期}')).toBe(true);
      }),
    );
    expect(slotNames.length).toBe(9);
  });
});

it('what was said in a step is found whatever the step', () => {
  expect(opinionIn({ opinion: '同意。' })).toBe('同意。');
  expect(opinionIn({ remarks: [{ field: '攻关项目', says: '请补充立项文件。' }], seal: 'a-file' })).toBe('1．攻关项目：请补充立项文件。');
  expect([opinionIn(null), opinionIn('x'), opinionIn({ account: '622200' }), opinionIn({ remarks: 'x' })]).toEqual(['', '', '', '']);
});
