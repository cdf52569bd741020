import 'antd/dist/reset.css';
import './app/styles.css';
import './app/print.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { drafts } from './parts/form/drafts.ts';

drafts.sweep(new Date());
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
