import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { siteWorker } from './src/web/worker/precache.ts';

/** The signed-in client: built into dist/web and served from there by the server itself. */
export default defineConfig({
  root: 'src/web',
  base: '/',
  plugins: [react(), siteWorker()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // A strict content security policy forbids the inline script that this polyfill would add.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    manifest: true,
  },
});
