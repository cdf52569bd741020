import 'antd/dist/reset.css';
import './app/styles.css';
import './app/print.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { drafts } from './parts/form/drafts.ts';

// A page of an older build asks for a file that is gone: once is enough to fetch the new build. Drafts are kept.
const reloaded = 'lingxian.reloaded';
window.addEventListener('vite:preloadError', (event) => {
  if (sessionStorage.getItem(reloaded) === location.pathname) return;
  sessionStorage.setItem(reloaded, location.pathname);
  event.preventDefault();
  location.reload();
});

drafts.sweep(new Date());
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
