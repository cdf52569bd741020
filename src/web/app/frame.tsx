import { useSuspenseQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { App } from 'antd';
import { me as meAt } from '../api/questions.ts';
import { TakingProvider } from '../parts/option/taking-provider.tsx';
import { Header } from './header.tsx';
import { SignInAgain } from './sign-in-again.tsx';

/** What stands around every page: skip link, header, the open dialogs, the sign-in that opens over the page. */
export function Frame() {
  const { data: me } = useSuspenseQuery(meAt);
  return (
    <App className="app">
      <a href="#content" className="skip-link">
        跳到正文
      </a>
      <TakingProvider me={me} key={me.acting.id}>
        <Header me={me} />
        <main id="content" className="content" tabIndex={-1}>
          <Outlet />
        </main>
      </TakingProvider>
      <SignInAgain me={me} />
    </App>
  );
}
