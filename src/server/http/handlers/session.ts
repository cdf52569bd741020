import { dayIn } from '#core/shared/days.ts';
import type { Me } from '#contract/shapes.ts';
import { reading } from '#server/kernel/house.ts';
import { changePassword } from '#server/people/change-password.ts';
import { showInvitation, takeInvitation } from '#server/people/invitations.ts';
import { cookieName, cookieOptions, signOut, switchOffice, type Opened } from '#server/people/sessions.ts';
import { signIn } from '#server/people/sign-in.ts';
import type { SignedIn } from '#server/people/actor-of.ts';
import { countUnread } from '#server/views/notifications.ts';
import { insistOnSession, knockOf, type Asked } from '../asked.ts';
import type { Handler } from '../mount.ts';

async function meOf({ house }: Asked, { actor, me }: SignedIn): Promise<Me> {
  return { ...me, today: dayIn(house.clock.now()), demo: house.demo, unread: await countUnread(reading(house, actor)) };
}

async function welcome(asked: Asked, opened: Opened) {
  const { house, reply } = asked;
  reply.setCookie(cookieName, opened.token, cookieOptions(house.publicUrl));
  return { status: 200, body: await meOf(asked, opened) };
}

type Credentials = { account: string; password: string };
export const sessionHandlers = {
  signIn: async (asked) => welcome(asked, await signIn(asked.house.db, asked.body as Credentials, knockOf(asked))),
  whoAmI: async (asked) => ({ status: 200, body: await meOf(asked, insistOnSession(asked).signedIn) }),
  switchOffice: async (asked) => {
    const { token, signedIn } = insistOnSession(asked);
    const { office } = asked.body as { office: string };
    return { status: 200, body: await meOf(asked, await switchOffice(asked.house.db, token, signedIn, office, knockOf(asked))) };
  },
  signOut: async (asked) => {
    const { token, signedIn } = insistOnSession(asked);
    await signOut(asked.house.db, token, signedIn, knockOf(asked));
    asked.reply.clearCookie(cookieName, { path: '/' });
    return { status: 204, body: null };
  },
  changePassword: async (asked) => {
    const { token, signedIn } = insistOnSession(asked);
    await changePassword(asked.house.db, token, signedIn, asked.body as { current: string; next: string }, knockOf(asked));
    return { status: 204, body: null };
  },
  showInvitation: async ({ house, params }) => ({ status: 200, body: await showInvitation(house.db, params['token'] ?? '', new Date()) }),
  takeInvitation: async (asked) => {
    const taken = await takeInvitation(
      asked.house.db,
      asked.params['token'] ?? '',
      asked.body as { name?: string; account?: string; password: string },
      knockOf(asked),
    );
    const { status, body } = await welcome(asked, taken);
    return { status, body: { ...body, invitations: taken.invitations.map((one) => ({ ...one })) } };
  },
} satisfies Record<string, Handler>;
