import { useSuspenseQuery } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { App } from 'antd';
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { me as meAt } from '../api/questions.ts';
import { TakingProvider } from '../parts/option/taking-provider.tsx';
import { Header } from './header.tsx';
import { guideAsked } from './guide-asked.ts';
import './inside.css';
import { SignInAgain } from './sign-in-again.tsx';

// Nobody who does not ask for it fetches it.
const Palette = lazy(() => import('./palette.tsx').then(({ Palette: component }) => ({ default: component })));

const Guide = lazy(() => import('./guide.tsx').then(({ Guide: component }) => ({ default: component })));

const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
/** The guide opens by “?” where nobody is typing, and from the menu of one's own name. */
function useGuide(): [boolean, (open: boolean) => void] {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (['?', '？'].includes(event.key) && !isTyping(event)) setOpen(true);
    };
    const onAsked = (): void => setOpen(true);
    addEventListener('keydown', onKey);
    addEventListener(guideAsked, onAsked);
    return () => {
      removeEventListener('keydown', onKey);
      removeEventListener(guideAsked, onAsked);
    };
  }, []);
  return [open, setOpen];
}

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
  const [guide, setGuide] = useGuide();
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
      {guide && (
        <Suspense fallback={null}>
          <Guide me={me} onClose={() => setGuide(false)} />
        </Suspense>
      )}
      <SignInAgain me={me} />
    </App>
  );
}
