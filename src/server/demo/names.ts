/** Obviously fictitious people and units: a demo must not be mistaken for anybody. */
const surnames = '林陈黄张李王吴刘蔡杨许郑谢郭洪邱曾周叶苏';
const marks = '示范样例演';
const stems = '甲乙丙丁戊己庚辛壬癸';

/** 第 n 个示例姓名：林示甲、陈示甲 … 各不相同（前一千个）。 */
export function personName(index: number): string {
  const [surname, rest] = [index % surnames.length, Math.floor(index / surnames.length)];
  return `${surnames[surname]}${marks[Math.floor(rest / stems.length) % marks.length]}${stems[rest % stems.length]}`;
}

const trades: Readonly<Record<string, readonly string[]>> = {
  district: ['示例机械制造有限公司', '样板物业服务有限公司', '示例环卫管理处', '样板食品加工厂'],
  jihuaneng: ['示例重工机械厂', '样板化工材料有限公司', '示例能源设备公司'],
  dianzixinxi: ['示例电子元件有限公司', '样板显示技术有限公司'],
  caimao: ['示例百货有限公司', '样板粮油购销公司'],
  qingyiyan: ['示例轻工制品厂', '样板制药厂'],
  jiaojian: ['示例公共交通公司', '样板港口装卸公司', '示例建筑工程公司'],
  shizhi: ['示例市政维护中心', '样板园林管理处'],
  kewenweiti: ['示例第一医院', '样板检测研究所', '示例文化馆'],
  kaifaqu: ['示例精密部件有限公司', '样板物流有限公司'],
  jiaoyu: ['示例职业技术学校', '样板中学'],
};
/** A unit of a union; `n` tells units of the same trade apart. */
export function unitName(union: { code: string; kind: string; name: string }, n: number): string {
  const list = trades[union.kind === 'district' ? 'district' : union.code] ?? trades['district']!;
  const place = union.kind === 'district' ? union.name.slice(0, 2) : '厦岛';
  return `${place}${list[n % list.length]}${n >= list.length ? `第${'一二三四五六七八九'[Math.floor(n / list.length)]}分部` : ''}`;
}
