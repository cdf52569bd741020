/** 一件事项现在能办的一步：还缺什么，要填什么（`form` 相同的可以一起填），有没有只能各自填的（盖章件、按事项挑的人）。 */
export type Offered = Readonly<{ name: string; title: string; tone: 'forward' | 'back' | 'stop'; lacks: readonly string[]; form: string; own: boolean }>;
export type Candidate = Readonly<{ id: string; offered: readonly Offered[] }>;
/** 一步对这一批：哪些可以一起办，哪些不行、为什么。 */
export type BulkStep = Readonly<
  Pick<Offered, 'name' | 'title' | 'tone' | 'form'> & { can: readonly string[]; cannot: readonly Readonly<{ id: string; why: readonly string[] }>[] }
>;

export const mostInBulk = 50;

function whyNot(offer: Offered | undefined, form: string): readonly string[] {
  if (offer === undefined) return ['现在不办这一步'];
  if (offer.lacks.length > 0) return offer.lacks;
  if (offer.own) return ['要填的是这一件自己的（盖章件或人选），请打开单独办'];
  return offer.form === form ? [] : ['要填的内容与别的不同，请打开单独办'];
}

/**
 * 一批事项能一起办什么：至少有一件能办的每一步，逐件说清能不能、为什么；每件在每一步里只出现一次。
 * The form filled in once is the one most of them ask for.
 */
export function bulkSteps(candidates: readonly Candidate[]): readonly BulkStep[] {
  const names = [...new Set(candidates.flatMap(({ offered }) => offered.map(({ name }) => name)))];
  return names.flatMap((name) => {
    const offers = candidates.map(({ id, offered }) => ({ id, offer: offered.find((one) => one.name === name) }));
    const ready = offers.flatMap(({ offer }) => (offer !== undefined && offer.lacks.length === 0 && !offer.own ? [offer] : []));
    const first = offers.find(({ offer }) => offer !== undefined)!.offer!;
    const count = (form: string): number => ready.filter((offer) => offer.form === form).length;
    const form = ready.reduce((best, offer) => (count(offer.form) > count(best) ? offer.form : best), ready[0]?.form ?? first.form);
    const judged = offers.map(({ id, offer }) => ({ id, why: whyNot(offer, form) }));
    return [
      {
        name,
        title: first.title,
        tone: first.tone,
        form,
        can: judged.flatMap(({ id, why }) => (why.length === 0 ? [id] : [])),
        cannot: judged.filter(({ why }) => why.length > 0),
      },
    ];
  });
}
