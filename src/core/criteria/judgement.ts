import type { RemedyCode } from '#core/shared/decision.ts';
import type { Day } from '#core/shared/days.ts';
import type { Threshold } from '#core/standard/standard.ts';
import type { StudioFacts } from '#core/studio/facts.ts';

export type Evidence = Readonly<{ kind: string; id: string; label: string; file?: string }>;
/** Three answers, never two: 符合、不符合、证据不足. `awaits` says that only the city can still prove it. */
export type Judgement = Readonly<{
  verdict: 'met' | 'unmet' | 'unproven';
  because: string;
  evidence: readonly Evidence[];
  remedies: readonly RemedyCode[];
  awaits?: 'city';
}>;
/** What a floor is judged on: the facts, the year, the day. */
export type Grounds = Readonly<{ facts: StudioFacts; year: number; today: Day }>;
/** One metric of a criterion against its threshold. Sentences name no person: frozen verdicts must outlive erasure. */
export type Metric = (grounds: Grounds, threshold: Threshold) => Judgement;

export const met = (because: string, evidence: readonly Evidence[] = []): Judgement => ({ verdict: 'met', because, evidence, remedies: [] });
export const unmet = (because: string, ...remedies: readonly (string | RemedyCode)[]): Judgement => ({
  verdict: 'unmet',
  because,
  evidence: [],
  remedies: remedies.map(remedy),
});
export const unproven = (because: string, evidence: readonly Evidence[], ...remedies: readonly (string | RemedyCode)[]): Judgement => ({
  verdict: 'unproven',
  because,
  evidence,
  remedies: remedies.map(remedy),
});
const remedy = (said: string | RemedyCode): RemedyCode => (typeof said === 'string' ? { operation: said } : said);
