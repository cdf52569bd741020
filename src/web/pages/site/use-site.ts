import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { Me } from '#contract/shapes.ts';
import { call } from '../../api/call.ts';
import { me as meAt } from '../../api/questions.ts';
import { knownMe } from '../../site/known-me.ts';
import { net } from '../../site/net.ts';
import { openSession, type Session, type SiteState } from '../../site/session.ts';

const nothing = (): (() => void) => () => undefined;
const opening: SiteState = { at: 'opening' };

/** The sheet of one inspection as this page shows it. */
export function useSession(me: Me, id: string): readonly [Session | undefined, SiteState] {
  const [session, setSession] = useState<Session>();
  const person = me.person.id;
  useEffect(() => {
    const opened = openSession(me, id, net);
    setSession(opened);
    return opened.close;
    // Who works here is the person; that a day has passed or a message has come opens nothing anew.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [person, id]);
  const state = useSyncExternalStore(session?.listen ?? nothing, session?.state ?? (() => opening));
  return [session, state];
}

/** After signing in again: in the office in which the sheet was opened, and on with it. */
export function useBackAgain(me: Me, session: Session | undefined): (who: Me) => void {
  const client = useQueryClient();
  const [office] = useState(me.acting.id);
  return (who) => {
    const wrong = who.acting.id !== office && who.offices.some(({ id }) => id === office);
    const settled = wrong ? call('switchOffice', { body: { office }, quiet: true }) : Promise.resolve(who);
    void settled
      .then((back) => {
        client.setQueryData(meAt.queryKey, back);
        knownMe.keep(back);
      })
      .catch(() => undefined)
      .finally(() => session?.now());
  };
}

export const SiteContext = createContext<Session | undefined>(undefined);
/** The session every part of the page works on. */
export function useSite(): Session {
  const session = useContext(SiteContext);
  if (session === undefined) throw new Error('no sheet around');
  return session;
}
