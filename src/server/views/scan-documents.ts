import type { PageCode } from '#core/papers/page-code.ts';
import type { Document } from '#core/papers/judge-scan.ts';
import type { Work } from '#server/kernel/house.ts';
import { Refusal } from '#server/kernel/refusal.ts';
import { showMatter } from './matter/show-matter.ts';
import { showStudio } from './show-studio.ts';

/** A document as this reader knows it: its title, what it is a paper of, where that opens, and its version today. */
export type KnownDocument = Readonly<{ title: string; of: string; href: string; version: number }>;

async function shown({ of, id, paper }: Pick<Document, 'of' | 'id' | 'paper'>, work: Work): Promise<KnownDocument> {
  if (of === 'studios') {
    const { name, papers } = await showStudio(work, id);
    return { title: papers.find((one) => one.name === paper)?.title ?? '文书', of: name, href: `/api/studios/${id}`, version: 0 };
  }
  const { title, papers = [], version } = await showMatter(work, id);
  return { title: papers.find((one) => one.name === paper)?.title ?? '文书', of: title, href: `/api/matters/${id}`, version };
}

/** Nothing for a document this reader may not see: its name is not told either. */
export async function documentFor(work: Work, document: Pick<Document, 'of' | 'id' | 'paper'>): Promise<KnownDocument | undefined> {
  return shown(document, work).catch((error: unknown) => {
    if (error instanceof Refusal) return undefined;
    throw error;
  });
}

/** What each stray page is a page of, for saying so. A scan is of one document, or of two; more are not looked up. */
export async function namesOfCodes(work: Work, codes: readonly PageCode[]): Promise<(code: PageCode) => string> {
  const keyOf = ({ of, id, paper }: PageCode): string => `${of} ${id} ${paper}`;
  const distinct = [...new Map(codes.map((code) => [keyOf(code), code])).values()].slice(0, 3);
  const found = await Promise.all(distinct.map(async (code) => [keyOf(code), await documentFor(work, code)] as const));
  const known = new Map(found);
  return (code) => {
    const document = known.get(keyOf(code));
    return document === undefined ? '另一份文书' : `“${document.of}”的${document.title}`;
  };
}
