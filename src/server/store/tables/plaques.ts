import type { Json } from './json.ts';

/** 牌匾的钥匙和归档的数据包；写法见 schema.ts。 */
export interface PlaqueKeyTable {
  id: string;
  publicKey: string;
  privateKey: string | null;
  madeAt: string;
  retiredAt: string | null;
}

export interface ArchivePackageTable {
  id: string;
  matterId: string;
  version: number;
  term: string;
  fileId: string;
  sha256: string;
  size: number;
  manifest: Json;
  sealedAt: string;
  sealedBy: string;
}

export interface PlaquesTables {
  plaqueKey: PlaqueKeyTable;
  archivePackage: ArchivePackageTable;
}
