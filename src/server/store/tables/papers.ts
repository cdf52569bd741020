import type { Json } from './json.ts';

/** 文书盖章后传回来的扫描件；写法见 schema.ts。 */
export interface PageReadingTable {
  fileId: string;
  sheets: Json;
  readAt: string;
}

export interface SealedScanTable {
  id: string;
  matterId: string | null;
  studioId: string | null;
  paper: string;
  title: string;
  version: number;
  pages: number;
  extra: number;
  fileId: string;
  sha256: string;
  keptBy: string;
  keptAt: string;
}

export interface PapersTables {
  pageReading: PageReadingTable;
  sealedScan: SealedScanTable;
}
