import type { FileMeta } from '#contract/shapes.ts';

const shownInPage = (type: string): boolean => type.startsWith('image/') || type === 'application/pdf';

/** RFC 5987: a plain name for old programs, the real one in UTF-8 for all others. */
function disposition({ name, type }: Pick<FileMeta, 'name' | 'type'>): string {
  const plain = name.replace(/[^\x20-\x7e]/gu, '_').replace(/["\\%;]/g, '_');
  const real = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${shownInPage(type) ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${real}`;
}

/**
 * The headers under which an uploaded file may leave: never guessed as something else, never run as a page of ours.
 * A PDF is not sandboxed, because browsers then refuse to show it; it has no scripts of ours to reach.
 */
export function downloadHeaders(file: FileMeta): Readonly<Record<string, string>> {
  return {
    'content-type': file.type,
    'content-length': String(file.size),
    'content-disposition': disposition(file),
    'x-content-type-options': 'nosniff',
    'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; object-src 'self'; frame-ancestors 'self'${file.type === 'application/pdf' ? '' : '; sandbox'}`,
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-cache',
    etag: `"${file.sha256}"`,
  };
}
