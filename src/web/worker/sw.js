// 现场检查页断网也能打开。The worker of /site/ and of nothing else: it keeps the shell and the files of that page, and never an answer of /api.
// `files` and `version` are written in by the build (precache.ts).
const files = ['__FILES__'];
const cacheName = 'lingxian-site-__VERSION__';
const shell = '/';

/** All files of one build, or none: a shell that asks for files of another build would not open without a network. */
async function install() {
  const cache = await caches.open(cacheName);
  await cache.addAll(files.map((file) => new Request(file, { cache: file === shell ? 'reload' : 'default' })));
  const page = await (await cache.match(shell)).text();
  const asked = [...page.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, file]) => file);
  if (!asked.every((file) => files.includes(file))) throw new Error('the shell is of another build');
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('lingxian-site-') && name !== cacheName).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function kept(path, request) {
  const cache = await caches.open(cacheName);
  return (await cache.match(path)) ?? fetch(request);
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(forgetOthers()));
// A new build waits until the page has nothing unsent and somebody agrees.
self.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate' && pathname.startsWith('/site/')) event.respondWith(kept(shell, request));
  else if (files.includes(pathname)) event.respondWith(kept(pathname, request));
});
