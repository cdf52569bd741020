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

export interface DeskTables {
  savedView: SavedViewTable;
}
