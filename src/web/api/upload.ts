import type { FileMeta } from '#contract/shapes.ts';
import { call } from './call.ts';
import { paths } from './paths.ts';
import { sessionEnded } from './session-ended.ts';
import { troubleOf } from './trouble.ts';

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
const isMeta = (value: unknown): value is FileMeta => typeof value === 'object' && value !== null && 'id' in value && 'name' in value && 'size' in value;

/** Sends one file and tells how far it is (0…1): fetch cannot say, and a phone in a workshop is slow. @throws Trouble */
export function upload(file: File, onProgress: (share: number) => void): Promise<FileMeta> {
  const form = new FormData();
  form.append('file', file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(paths.upload.method, paths.upload.path);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(troubleOf(0, null));
    request.onload = () => {
      const body = parsed(request.responseText);
      if (request.status < 300 && isMeta(body)) return resolve(body);
      if (request.status === 401) sessionEnded.tell();
      reject(troubleOf(request.status, body));
    };
    request.send(form);
  });
}

/** Where a file is read; the browser shows or saves it as the server says. */
export const fileAddress = (id: string): string => paths.file.path.replace('{id}', encodeURIComponent(id));

export const readAll = (ids: string[]) => call('readNotifications', { body: { ids } });
