// How much a browser must fetch before each page stands, in gzip: sign-in ≤ 250 kB, any page ≤ 450 kB.
// Reads the manifest that the build leaves in dist/web; exits 1 over the gate, 2 where there is no build.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'web');
const gates = { signIn: 250, page: 450 };
/** Before these somebody is not signed in, so the frame around the desk is not fetched. */
const outside = /^pages\/(sign-in|invitation)\//;
const frame = /^app\/frame\.tsx$/;

function readManifest() {
  try {
    return JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8'));
  } catch {
    console.error('没有找到 dist/web，请先运行 npm run build');
    process.exit(2);
  }
}
const manifest = readManifest();

/** Every file that comes along with a chunk: itself, what it imports at once, and their style sheets. */
function filesOf(key, seen = new Set(), files = new Set()) {
  const chunk = manifest[key];
  if (chunk === undefined || seen.has(key)) return files;
  seen.add(key);
  for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
  for (const other of chunk.imports ?? []) filesOf(other, seen, files);
  return files;
}

const sizes = new Map();
function weigh(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(join(dist, file)), { level: 6 }).length);
  return sizes.get(file);
}
const kilobytes = (files) => [...files].reduce((sum, file) => sum + weigh(file), 0) / 1000;

const keys = Object.keys(manifest);
const entries = keys.filter((key) => manifest[key].isEntry);
const frames = keys.filter((key) => manifest[key].isDynamicEntry && frame.test(key));
const pages = keys.filter((key) => manifest[key].isDynamicEntry && key.startsWith('pages/')).sort();
if (entries.length === 0 || pages.length === 0) {
  console.error('dist/web 里没有页面，构建不完整');
  process.exit(2);
}

const rows = pages.map((page) => {
  const around = outside.test(page) ? [] : frames;
  const size = kilobytes(new Set([...entries, ...around, page].flatMap((key) => [...filesOf(key)])));
  return { page, size, gate: outside.test(page) ? gates.signIn : gates.page };
});
for (const { page, size, gate } of rows) console.log(`${size > gate ? '超出' : '  ok'} ${size.toFixed(1).padStart(7)} / ${gate} kB  ${page}`);
process.exit(rows.some(({ size, gate }) => size > gate) ? 1 : 0);
