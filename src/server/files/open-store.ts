import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileStore } from './file-store.ts';
import { openFolderStore } from './folder-store.ts';

/** A setting that stops the start, with one sentence. */
export class WrongFilesUrl extends Error {}

/**
 * Opens the store that FILES_URL names; without it, the folder `files` below DATA_DIR.
 * @throws WrongFilesUrl with a sentence for the operator
 */
export async function openFileStore(dataDir: string, filesUrl?: string): Promise<FileStore> {
  if (filesUrl === undefined || filesUrl === '') return openFolderStore(join(dataDir, 'files'));
  if (filesUrl.startsWith('file:///')) return openFolderStore(fileURLToPath(filesUrl));
  if (filesUrl.startsWith('s3:'))
    throw new WrongFilesUrl('FILES_URL: this version keeps files in a folder only; give file:///path, or leave it out for DATA_DIR/files');
  throw new WrongFilesUrl('FILES_URL should be an absolute folder, for example file:///srv/lingxian/files');
}
