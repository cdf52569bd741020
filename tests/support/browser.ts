import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const onDebian = 'apt-get install -y --no-install-recommends chromium-headless-shell fonts-noto-cjk';

// oxfmt-ignore
const switches = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--lang=zh-CN', '--force-color-profile=srgb', '--hide-scrollbars'];

const names = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
  'chrome.exe',
  'msedge.exe',
];
const places = [
  '/usr/lib/chromium/chromium-headless-shell',
  '/usr/lib/chromium/headless_shell',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)'].flatMap((name) => [
    join(process.env[name] ?? 'C:\\', 'Google', 'Chrome', 'Application', 'chrome.exe'),
    join(process.env[name] ?? 'C:\\', 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
  ]),
];

function installed(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places].find((path) => existsSync(path));
}

/** The packed Chromium of the npm registry: complete but for libnss3, libnspr4 and libexpat. */
async function packed(): Promise<string | undefined> {
  try {
    const { default: chromiumPack } = await import('@sparticuz/chromium');
    const path = await chromiumPack.executablePath();
    execFileSync(path, ['--version'], { stdio: 'ignore' });
    return path;
  } catch {
    return undefined;
  }
}

/** The sentence that ends a run without a browser: the tests fail, they are never skipped. */
export class NoBrowser extends Error {
  constructor(what: string) {
    super(`${what} 浏览器测试需要 Chromium 和中文字体，请先安装 The browser tests need Chromium and a Chinese font: ${onDebian}`);
  }
}

// Without one, Chinese is drawn as boxes and every picture is wrong.
function insistOnChineseFont(): void {
  if (process.platform !== 'linux') return;
  const fonts = () => execFileSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' }).trim();
  try {
    if (fonts() !== '') return;
  } catch {
    const known = [
      '/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc',
      '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc',
      '/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc',
    ];
    if (known.some((path) => existsSync(path))) return;
  }
  throw new NoBrowser('没有中文字体。');
}

/**
 * Opens a real Chromium: the installed one, or the packed one.
 * @throws NoBrowser saying what to install
 */
export async function openBrowser(): Promise<Browser> {
  insistOnChineseFont();
  const executablePath = process.env['CHROMIUM'] ?? installed() ?? (await packed());
  if (executablePath === undefined) throw new NoBrowser('没有找到 Chromium。');
  return chromium.launch({ executablePath, args: switches, headless: true });
}
