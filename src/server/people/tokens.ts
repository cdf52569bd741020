import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits that only their owner knows; we keep the hash alone. */
export const newToken = (): string => randomBytes(32).toString('base64url');
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();
/** What cannot be a token is not looked up. */
export const looksLikeToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);
