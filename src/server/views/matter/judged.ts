import type { Points, Verdict } from '#contract/shapes.ts';
import type { CriterionVerdict } from '#core/criteria/judge.ts';
import type { CriterionPoints } from '#core/criteria/points.ts';
import { remediesOf, type Scene } from '../options.ts';

/** A verdict as the outside sees it; remedies only while it is live. */
export const verdictShape = (
  scene: Scene | undefined,
  { criterion, title, asks, verdict, because, clause, evidence, remedies }: CriterionVerdict,
): Verdict => ({
  criterion,
  title,
  asks,
  verdict,
  because,
  clause,
  evidence: evidence.map((one) => ({ ...one })),
  remedies: scene === undefined || verdict === 'met' ? [] : remediesOf(scene, remedies),
});

export const pointsShape = ({ code, zh, max, automatic, items }: CriterionPoints): Points => ({
  criterion: code,
  title: zh,
  max,
  automatic,
  items: items.map(({ item, points }) => ({ code: item.code, zh: item.zh, max: item.max, points, rule: item.ruleZh, method: [...item.method] })),
});
