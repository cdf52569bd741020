/**
 * 回避（四.2、domain 4）：本单位、本团队、亲属、师徒、推荐过的、共建的，本人声明过的，不得评审；“不构成回避”须写明理由。
 * `colleagues` are those in whose studios the candidate leads or works.
 */
export type Candidate = Readonly<{ person: string; union?: string; unions: readonly string[]; kin: readonly string[]; colleagues?: readonly string[] }>;
export type About = Readonly<{
  hostUnion?: string;
  /** 领衔人、成员。 */
  people: readonly string[];
  mentorPairs: readonly (readonly [string, string])[];
  /** Those who forwarded or recommended the declaration. */
  recommenders: readonly string[];
  /** 共建单位的工会。 */
  allies?: readonly string[];
  /** Those who said of themselves, when asked to judge it before, that they have a stake in it. */
  declared?: readonly string[];
}>;

export function conflictsOf(
  { person, unions, kin, colleagues = [] }: Candidate,
  { hostUnion, people, mentorPairs, recommenders, allies = [], declared = [] }: About,
): readonly string[] {
  const conflicts: string[] = [];
  if (people.includes(person)) conflicts.push('工作室成员');
  if (hostUnion !== undefined && unions.includes(hostUnion)) conflicts.push('同一单位');
  if (people.some((one) => kin.includes(one))) conflicts.push('亲属');
  if (mentorPairs.some(([master, apprentice]) => (master === person && people.includes(apprentice)) || (apprentice === person && people.includes(master))))
    conflicts.push('师徒');
  if (!people.includes(person) && people.some((one) => colleagues.includes(one))) conflicts.push('同一团队');
  if (allies.some((one) => unions.includes(one))) conflicts.push('共建单位');
  if (recommenders.includes(person)) conflicts.push('推荐过该工作室');
  if (declared.includes(person)) conflicts.push('本人声明过利害关系');
  return conflicts;
}
