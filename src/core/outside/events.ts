import type { Grant } from '../grant/life.ts';
import type { Event, Matter } from '../shared/life.ts';
import type { Title } from '../title/life.ts';

/** 推给别的系统的事：只说编号和已经公开的事实，不说任何人；要知道更多，拿令牌来问。 */
type Told = Readonly<Record<string, string | number>>;
type Announcement = Readonly<{ zh: string; on: readonly string[] | 'every-step'; says: (matter: Matter, event: Event) => Told }>;
const told = (values: Readonly<Record<string, string | number | undefined>>): Told =>
  Object.fromEntries(Object.entries(values).filter((pair): pair is [string, string | number] => pair[1] !== undefined));
const plaqueOf = (matter: Matter): Told => {
  const { id, studio, plaqueNo } = matter as Title;
  return told({ title: id, studio, plaqueNo });
};

// oxfmt-ignore
export const announcements = {
  'matter.moved':  { zh: '事项流转',       on: 'every-step',                        says: ({ id, kind, state, version }) => ({ matter: id, kind, state, version }) },
  'studio.named':  { zh: '工作室命名',     on: ['title.open'],                      says: (matter) => told({ ...plaqueOf(matter), namedOn: (matter as Title).namedOn, documentNumber: (matter as Title).documentNumber }) },
  'plaque.issued': { zh: '授牌',           on: ['title.award'],                     says: (matter) => told({ ...plaqueOf(matter), awardedOn: (matter as Title).awardedOn }) },
  'title.ended':   { zh: '称号撤销或注销', on: ['title.revoke', 'title.dissolve'],  says: (matter) => told({ ...plaqueOf(matter), state: matter.state, endedOn: (matter as Title).endedOn }) },
  'grant.paid':    { zh: '补助拨付',       on: ['grant.pay'],                       says: (matter) => told({ grant: matter.id, studio: matter.studio, paidOn: (matter as Grant).paidOn }) },
} as const satisfies Readonly<Record<string, Announcement>>;
export type EventType = keyof typeof announcements;
export const eventTypes = Object.keys(announcements) as EventType[];
/** 按“试发”时推的，不订也收得到。 */
export const testEvent = 'webhook.test';

/** What other systems are told of a step. Staying where one is (a draft saved, a paper added) is nobody's business. */
export function announced(matter: Matter, event: Event): readonly Readonly<{ type: EventType; data: Told }>[] {
  const moved = event.from !== event.to || event.transition === 'open';
  return eventTypes
    .filter((type) => {
      const { on }: Announcement = announcements[type];
      return on === 'every-step' ? moved : on.includes(`${matter.kind}.${event.transition}`);
    })
    .map((type) => {
      const { says }: Announcement = announcements[type];
      return { type, data: says(matter, event) };
    });
}
