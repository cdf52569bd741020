/* Written out here because core's own lists bring their schemas along; topics.test.ts holds the two together. */

/** 经验和工作指引说的是哪一方面。 */
export const topics = ['攻关创新', '成果转化', '传帮带', '培训交流', '安全生产', '制度建设', '经费管理', '共建联盟', '困难解决'] as const;
/** 难题和揭榜题目出在哪一方面。 */
export const areas = ['技术开发', '产品研发', '工艺改造', '安全生产', '管理体制', '其他'] as const;
/** Filters whose value is the word itself. */
export const chipsOf = (words: readonly string[]): readonly Readonly<{ value: string; label: string }>[] => words.map((value) => ({ value, label: value }));
