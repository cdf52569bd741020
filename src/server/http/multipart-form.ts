import type { FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { largestFile, receiveUpload, type Received } from '#server/files/receive-upload.ts';
import type { FileStore } from '#server/files/file-store.ts';
import { Refusal, refuse } from '#server/kernel/refusal.ts';

/** Limits for @fastify/multipart: one file; a byte more than allowed, so that our own meter is the one to say so. */
export const multipartLimits = { files: 1, fileSize: largestFile + 1, fields: 20, fieldSize: 64 * 1024, parts: 30, headerPairs: 50 };

/** A form as the public pages read it: text by name, at most one file, kept already or refused with a sentence. */
export type Form = Readonly<{ fields: Readonly<Record<string, string>>; file?: Received; fileRefused?: string }>;

async function drain(stream: Readable): Promise<void> {
  stream.resume();
  await new Promise((resolve) => stream.once('close', resolve).once('end', resolve).once('error', resolve));
}

/** Reads a multipart form part by part; a file that is refused is read to its end, so that the answer reaches the sender. */
export async function readMultipart(request: FastifyRequest, files: FileStore): Promise<Form> {
  const fields: Record<string, string> = {};
  const taken: { file?: Received; fileRefused?: string } = {};
  for await (const part of request.parts({ limits: multipartLimits })) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') fields[part.fieldname] = part.value;
    } else if (part.filename === '') await drain(part.file);
    else {
      try {
        taken.file = await receiveUpload(files, part.file, part.filename);
      } catch (error) {
        if (!(error instanceof Refusal) || error.status === 503) throw error;
        taken.fileRefused = error.message;
        part.file.resume();
      }
    }
  }
  return { fields, ...taken };
}

/**
 * The one file of an upload (POST /api/files).
 * @throws Refusal 400 without a file, 413, 415, 422, 503
 */
export async function readUpload(request: FastifyRequest, files: FileStore): Promise<Received> {
  const part = await request.file({ limits: multipartLimits });
  if (part === undefined) throw refuse(400, 'no-file', '请选择要上传的文件', 'file');
  return receiveUpload(files, part.file, part.filename);
}
