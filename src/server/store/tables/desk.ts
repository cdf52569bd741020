/** 各人桌面上的东西；写法见 schema.ts。 */
export interface SavedViewTable {
  id: string;
  personId: string;
  list: string;
  name: string;
  address: string;
  office: string | null;
  unionId: string | null;
  studioId: string | null;
  savedAt: string;
}

/** 领衔人对公开名录说过的话，一次一行。 */
export interface DirectoryWordTable {
  id: string;
  personId: string;
  studioId: string;
  refused: boolean;
  saidAt: string;
}

/** 没写完的，照打的存。 */
export interface DraftTable {
  personId: string;
  place: string;
  typed: string;
  baseVersion: number | null;
  revision: number;
  savedAt: string;
}

export interface DeskTables {
  draft: DraftTable;
  savedView: SavedViewTable;
  directoryWord: DirectoryWordTable;
}
