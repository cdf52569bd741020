import fc from 'fast-check';
import { expect, it } from 'vitest';
import { matterFields, studioFields } from '#core/query/fields.ts';
import { completions, narrowedQuery, parseQuery, writeQuery, type Query } from '#core/query/parse.ts';

const parsed = (text: string): Query => {
  const result = parseQuery(text, matterFields);
  if (!result.ok) throw new Error(result.reasons.map(({ zh }) => zh).join('；'));
  return result.query;
};
const said = (text: string, fields = matterFields): string => {
  const result = parseQuery(text, fields);
  return result.ok ? '' : result.reasons.map(({ zh }) => zh).join('；');
};

it('reads what a clerk would type, full-width signs and quotes too', () => {
  const { words, conditions } = parsed('状态:公示 归口：思明 天数＞5 -类别:申报 期限<=2013-12-01 在办:是 "林 示甲" 焊装');
  expect(words).toEqual(['林 示甲', '焊装']);
  expect(conditions.map(({ field, op, value, not }) => `${not ? '-' : ''}${field}${op}${value}`)).toEqual([
    'state:公示',
    'union:思明',
    'days>5',
    '-kind:申报',
    'due<=2013-12-01',
    'open:true',
  ]);
  expect(parsed('归口:"思明 区"').conditions[0]?.value).toBe('思明 区');
  expect(parsed('  ')).toEqual({ words: [], conditions: [] });
});

it('says which word it does not know, and what was probably meant', () => {
  expect(said('状太:公示')).toBe('没有“状太”这个条件，您是不是要找“状态”');
  expect(said('归口工:思明')).toContain('您是不是要找“归口”');
  expect(said('天气:晴')).toMatch(/没有“天气”这个条件/);
  expect(said('甲乙丙丁戊:1', studioFields)).toMatch(/可以用：现况、归口/);
  expect(said('天数>很久')).toBe('“天数”后面应是天数，在这一步几天了，如 天数>5');
  expect(said('期限<2013-02-30')).toMatch(/应是日期/);
  expect(said('状态>公示')).toMatch(/不能比大小/);
  expect(said('状态:')).toMatch(/后面要写内容/);
  // Everything at once.
  expect(said('状太:公示 天数>x')).toContain('；');
});

it('what is written out is read back as the same', () => {
  const word = fc.stringMatching(/^[一-龥a-z0-9]{1,6}$/);
  const condition = fc.oneof(
    fc.record({
      field: fc.constantFrom('state', 'kind', 'union', 'unit', 'studio'),
      op: fc.constantFrom(':' as const, '=' as const),
      value: fc.oneof(word, fc.stringMatching(/^[一-龥]{1,3}[ :：=＝<>][一-龥]{1,3}$/)),
      not: fc.boolean(),
    }),
    fc.record({
      field: fc.constantFrom('days', 'left'),
      op: fc.constantFrom('>' as const, '<' as const, '>=' as const, '<=' as const, ':' as const),
      value: fc.nat(999).map(String),
      not: fc.boolean(),
    }),
    fc.record({ field: fc.constant('open'), op: fc.constant(':' as const), value: fc.constantFrom('true', 'false'), not: fc.boolean() }),
  );
  fc.assert(
    fc.property(fc.array(condition, { maxLength: 5 }), fc.array(word, { maxLength: 3 }), (conditions, words) => {
      const written = writeQuery({ words, conditions: conditions.map((one) => ({ ...one, text: '' })) }, matterFields);
      const again = parsed(written);
      expect(again.words).toEqual(words);
      expect(again.conditions.map(({ text: _, ...one }) => one)).toEqual(conditions);
    }),
  );
});

it('is looked at more closely: what it said about a field gives way, all else stays', () => {
  const more = (text: string, field: string, value: string) => narrowedQuery(text, [{ field, op: '=', value }], matterFields);
  expect(more('', 'state', '公示')).toBe('状态=公示');
  expect(more('焊装 状态:公示 -状态:公示期满 天数>5', 'state', '单位 公示')).toBe('-状态:公示期满 天数>5 状态="单位 公示" 焊装');
  expect(parsed('状态＝公示 天数=5').conditions.map(({ field, op }) => `${field}${op}`)).toEqual(['state=', 'days:']);
  expect(more('状太:公示', 'state', '公示')).toBeUndefined();
  expect(more('', 'union', '“某”工会')).toBeUndefined();
});

it('never throws and never hangs, whatever is typed', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => void parseQuery(text, matterFields)));
  expect(parseQuery('天数'.repeat(100), matterFields).ok).toBe(true);
});

it('completes what stands there', () => {
  expect(completions('', matterFields)).toHaveLength(matterFields.length);
  expect(completions('状态:公示 归', matterFields).map(({ zh }) => zh)).toEqual(['归口']);
  expect(completions('状态:', matterFields)).toEqual([]);
});
