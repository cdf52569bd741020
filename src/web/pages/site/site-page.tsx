import { getRouteApi } from '@tanstack/react-router';
import { App } from 'antd';
import { useEffect } from 'react';
import type { Me } from '#contract/shapes.ts';
import { SignInAgain } from '../../app/sign-in-again.tsx';
import { Waiting } from '../../parts/look/states.tsx';
import { useMe } from '../../parts/look/use-me.ts';
import { Absent, Closed } from './not-open.tsx';
import './site.css';
import { Sheet } from './sheet.tsx';
import { SiteContext, useBackAgain, useSession } from './use-site.ts';

function OnSite({ id, me }: { id: string; me: Me }) {
  const [session, state] = useSession(me, id);
  const back = useBackAgain(me, session);
  return (
    <>
      {state.at === 'opening' && <Waiting lines={10} />}
      {state.at === 'absent' && <Absent error={state.error} onAgain={() => session?.now()} />}
      {state.at === 'closed' && <Closed {...state} />}
      {state.at === 'open' && session && (
        <SiteContext.Provider value={session}>
          <Sheet {...state} />
        </SiteContext.Provider>
      )}
      <SignInAgain me={me} onBack={back} />
    </>
  );
}

const route = getRouteApi('/site/$id');

/** 现场检查：这一项怎么样，有什么问题，谁签了字；断网也能记，联网就上传。 */
export function SitePage() {
  const { id } = route.useParams();
  const me = useMe();
  useEffect(() => {
    document.title = '现场检查 · 领衔';
  }, []);
  return (
    <App className="app">
      <main id="content" className="site">
        <OnSite key={`${me.person.id} ${id}`} id={id} me={me} />
      </main>
    </App>
  );
}
