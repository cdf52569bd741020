import type { ArchiveVerdict } from '#contract/shapes.ts';
import { call, send } from './call.ts';
import { paths } from './paths.ts';

/** Sends a package to be looked through; nothing of it is kept. @throws Trouble */
export async function checkArchive(file: File): Promise<ArchiveVerdict> {
  const form = new FormData();
  form.append('file', file, file.name);
  // The contract is checked at the server, answer by answer; the browser believes its own server.
  return (await send(paths.checkArchive.path, { method: paths.checkArchive.method, form })) as ArchiveVerdict;
}

/** Where the package of a matter is had. */
export const packageAddress = (id: string): string => paths.archivePackage.path.replace('{id}', encodeURIComponent(id));

const AT_ONCE = 20;
/** Looks at, or seals, any number; twenty at a time, as many as the server takes. @throws Trouble */
export async function sealArchive(ids: readonly string[], { preview }: { preview: boolean }) {
  const items = [];
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const part = await call('sealArchive', { body: { ids: ids.slice(at, at + AT_ONCE), preview } });
    items.push(...part.items);
  }
  return items;
}
