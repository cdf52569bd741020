import { describe, expect, it } from 'vitest';
import { spokenOf, whyOf } from '#core/why/why.ts';
import { everyField } from '../support/every-form.ts';
import { of2013, of2019 } from '../support/standards.ts';

/** 为什么要填：每一张表的每一项都说得出一句话和出处；出处只有文件的条款、适用版本的七个有、法律和标准。 */
describe.each([of2013, of2019])('under $id', (standard) => {
  const asked = everyField(standard);

  it('every field of every form says why it is asked and where that comes from', () => {
    expect(asked.length).toBeGreaterThan(600);
    expect(asked.filter(({ form, field }) => whyOf(form, field, standard) === undefined).map(({ form, field, title }) => `${form} ${field} ${title}`)).toEqual(
      [],
    );
  });

  it('in a short sentence of its own, not the name of the field again', () => {
    const odd = asked.filter(({ form, field, title }) => {
      const { says, source } = whyOf(form, field, standard)!;
      return !/^.{7,80}。$/u.test(says) || says === `${title}。` || !/厦工办〔2013〕6号|厦门市劳模创新工作室|《/.test(source);
    });
    expect(odd.map(({ form, field }) => `${form} ${field} ${JSON.stringify(whyOf(form, field, standard))}`)).toEqual([]);
  });
});

it('says nothing about what is not asked', () => {
  const asked = everyField(of2013).flatMap(({ form, field }) => {
    const [subject = '', step = ''] = form.split('.');
    const last = field.replace(/[^.]+$/, '*');
    return [form, `*.${step}`, `${subject}.*`].flatMap((one) => [`${one} ${field}`, `${one} ${last}`]);
  });
  // What a checklist asks is as many items as the list has.
  const known = new Set([...asked, 'inspection.* answers.*']);
  expect(spokenOf.filter(({ forms, field }) => !forms.some((form) => known.has(`${form} ${field}`)))).toEqual([]);
});

it('names the clause of the version a matter keeps', () => {
  expect(whyOf('member.add', 'duty', of2013)).toEqual({ says: '团队要配合紧密，先要分工明确。', source: '厦工办〔2013〕6号 三.2 有创新团队' });
  expect(whyOf('member.add', 'duty', of2019)?.source).toBe('厦门市劳模创新工作室标准（2019年） 有团队');
  // What a later version no longer counts among its seven still stems from the document.
  expect(whyOf('project.propose', 'goal', of2019)?.source).toBe('厦工办〔2013〕6号 三.4');
  expect(whyOf('declaration.endorse', 'rank', of2013)?.source).toBe('厦工办〔2013〕6号 四.2；具体做法为系统约定');
  expect(whyOf('sheet.submit', 'C3.2-reason', of2013)?.source).toBe('厦工办〔2013〕6号 三.3 有场地设施；分值为评分细则约定');
  expect(whyOf('grant.pay', '__proto__', of2013)).toBeUndefined();
  expect(whyOf('constructor', 'opinion', of2013)).toBeUndefined();
});
