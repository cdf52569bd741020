import { useSuspenseQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { App } from 'antd';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { me as meAt } from '../api/questions.ts';
import { TakingProvider } from '../parts/option/taking-provider.tsx';
import { Header } from './header.tsx';
import './inside.css';
import { SignInAgain } from './sign-in-again.tsx';

// Nobody who does not ask for it fetches it.
const Palette = lazy(() => import('./palette.tsx').then(({ Palette: component }) => ({ default: component })));

/** Ctrl+K, or ⌘K, opens the palette from anywhere; the same again closes it. */
function usePaletteKey(): [boolean, () => void] {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k' || event.isComposing) return;
      event.preventDefault();
      setOpen((before) => !before);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return [open, useCallback(() => setOpen(false), [])];
}

/** What stands around every page: skip link, header, the open dialogs, the sign-in that opens over the page. */
export function Frame() {
  const { data: me } = useSuspenseQuery(meAt);
  const [palette, close] = usePaletteKey();
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
      {palette && (
        <Suspense fallback={null}>
          <Palette me={me} onClose={close} />
        </Suspense>
      )}
      <SignInAgain me={me} />
    </App>
  );
}
