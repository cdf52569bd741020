import type { Readable } from 'node:stream';

/**
 * Where the bytes of files lie, by the SHA-256 of their content. Two files with the same content are kept once.
 * Two drivers: a folder (`file:`) and object storage (`s3:`).
 */
export type FileStore = Readonly<{
  /** A folder on this machine in which uploads are written down before they are kept. */
  spool: string;
  /** Keeps what was spooled at `path` (and takes it away from there). Keeping the same content again is harmless. */
  put: (sha256: string, path: string) => Promise<void>;
  /** @throws MissingBytes when the content is not there */
  open: (sha256: string) => Promise<Readable>;
  has: (sha256: string) => Promise<boolean>;
}>;

/** The record exists and the bytes do not: a restore forgot the files. */
export class MissingBytes extends Error {
  readonly sha256: string;
  constructor(sha256: string) {
    super(`no bytes for ${sha256}`);
    this.sha256 = sha256;
  }
}
