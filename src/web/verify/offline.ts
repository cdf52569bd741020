import { checkCode, type Known, type Said } from './check-code.ts';

/* The standalone page, /verify/offline: everything it needs is in it, and it asks nobody. */
const isKnown = (value: unknown): value is Known => typeof value === 'object' && value !== null && 'keys' in value;
const known: unknown = Reflect.get(globalThis, 'plaqueKeys');
const cannot: Said = {
  mark: 'plain',
  zh: '验不了',
  says: '这个浏览器不支持离线查验（Ed25519）。',
  more: '请换新版的浏览器打开保存下来的本页，或联网扫码查验。',
};
const typed = (id: string): string => {
  const box = document.getElementById(id);
  return box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement ? box.value : '';
};

function line(tag: string, text: string, className = ''): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  if (className !== '') made.className = className;
  return made;
}
function show({ mark, zh, says, more }: Said): void {
  const place = document.getElementById('said');
  if (place === null) return;
  place.replaceChildren(line('span', zh, `mark ${mark}`), line('p', says), line('p', more, 'quiet'));
  place.hidden = false;
}

async function check(): Promise<void> {
  // Away from https and from a saved file, browsers keep their cryptography to themselves.
  if (!isKnown(known) || !('subtle' in crypto)) return show(cannot);
  show(await checkCode(typed('code'), typed('name'), known, crypto.subtle).catch(() => cannot));
}
document.getElementById('check')?.addEventListener('click', () => void check());
if (location.protocol === 'file:') document.querySelector('a[download]')?.remove();
