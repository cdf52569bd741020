import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin, Rollup } from 'vite';

type Bundle = Rollup.OutputBundle;
const page = '/pages/site/site-page.tsx';

/** A chunk with everything it needs at once: what it imports, its style sheets, its pictures. */
function withNeeds(bundle: Bundle, name: string, found = new Set<string>()): Set<string> {
  const chunk = bundle[name];
  if (found.has(name) || chunk?.type !== 'chunk') return found;
  found.add(name);
  const { importedCss = new Set<string>(), importedAssets = new Set<string>() } = chunk.viteMetadata ?? {};
  for (const file of [...importedCss, ...importedAssets]) found.add(file);
  for (const other of chunk.imports) withNeeds(bundle, other, found);
  return found;
}

/** What the on-site page needs to open: the shell, the entry, the page itself and their needs. */
export function filesOfSite(bundle: Bundle): readonly string[] {
  const chunks = Object.values(bundle).filter((one) => one.type === 'chunk');
  const entry = chunks.find(({ isEntry }) => isEntry);
  const site = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith(page));
  if (entry === undefined || site === undefined) throw new Error(`the build has no ${page}`);
  const needed = new Set([...withNeeds(bundle, entry.fileName), ...withNeeds(bundle, site.fileName)]);
  return ['/', ...[...needed].toSorted().map((file) => `/${file}`)];
}

/** Writes `sw.js`: the worker with the files of this build, and a version that changes with any of them. */
export function siteWorker(): Plugin {
  let root = '';
  return {
    name: 'site-worker',
    apply: 'build',
    enforce: 'post',
    configResolved: (config) => void (root = config.root),
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = filesOfSite(bundle);
        const shell = bundle['index.html'];
        const version = createHash('sha256')
          .update(files.join('\n'))
          .update(shell?.type === 'asset' ? shell.source : '')
          .digest('hex')
          .slice(0, 16);
        const source = readFileSync(join(root, 'worker', 'sw.js'), 'utf8')
          .replace(`['__FILES__']`, JSON.stringify(files))
          .replace('__VERSION__', version);
        this.emitFile({ type: 'asset', fileName: 'sw.js', source });
      },
    },
  };
}
