import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileStore } from './file-store.ts';
import { openFolderStore } from './folder-store.ts';
import { bucketOf, openS3Store } from './s3-store.ts';

/** A setting that stops the start, with one sentence. */
export class WrongFilesUrl extends Error {}

/**
 * Opens the store that FILES_URL names; without it, the folder `files` below DATA_DIR.
 * @throws WrongFilesUrl with a sentence for the operator
 */
export async function openFileStore(dataDir: string, filesUrl?: string): Promise<FileStore> {
  if (filesUrl === undefined || filesUrl === '') return openFolderStore(join(dataDir, 'files'));
  if (filesUrl.startsWith('file:///')) return openFolderStore(fileURLToPath(filesUrl));
  if (filesUrl.startsWith('s3://')) {
    const bucket = bucketOf(filesUrl);
    if (bucket !== undefined) return openS3Store(bucket, join(dataDir, 'incoming'));
    throw new WrongFilesUrl('FILES_URL should name credentials, host and bucket: s3://key:secret@host/bucket?region=…');
  }
  throw new WrongFilesUrl('FILES_URL should be an absolute folder, for example file:///srv/lingxian/files');
}
