import { meetingForm, meetingTitle, type MeetingForm, type MeetingItem } from '#core/meeting/life.ts';
import { newId } from '#server/kernel/ids.ts';
import type { Work } from '#server/kernel/house.ts';
import { waitingAt } from '#server/views/meeting/choices.ts';
import type { Beginning } from './beginning.ts';
import { openMatter } from './open.ts';

/** 议程先把桌上等着办的都列上，最急的在前；再由人增减、调整。 */
async function convene(work: Work, _: string | undefined, { body, heldOn, place }: MeetingForm) {
  const waiting = await waitingAt(work, body);
  const items = waiting.map(({ value: matterId }, position): MeetingItem => ({ id: newId(), matterId, position, state: 'pending', version: 1, note: '' }));
  const own = { body, heldOn, place, chair: '', present: [], guests: '', remarks: '', items };
  return { matter: (await openMatter(work, 'meeting', { title: meetingTitle(body, heldOn), state: 'prepared', own, brought: { body, heldOn, place } })).id };
}

// oxfmt-ignore
export const meetingBeginnings: readonly Beginning[] = [
  { name: 'meeting.convene', zh: '筹备会议', by: ['department'], on: 'nothing', path: 'meetings', tone: 'back', form: meetingForm, run: convene },
];
