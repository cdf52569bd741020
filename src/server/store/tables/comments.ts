import type { Generated } from 'kysely';
import type { Json } from './json.ts';

/** 意见，和回头看某一天要用的；写法见 schema.ts。 */
export interface CommentTable {
  id: string;
  matterId: string;
  parent: string | null;
  visibility: string;
  place: string;
  byPerson: string;
  byOffice: string;
  onBehalf: string | null;
  at: string;
  text: string;
  mentions: Generated<Json>;
  editedAt: string | null;
  withdrawnAt: string | null;
}

export interface CommentPastTable {
  id: string;
  commentId: string;
  text: string;
  until: string;
}

export interface MatterStoodTable {
  id: string;
  matterId: string;
  at: string;
  acts: Json;
  unionId: string | null;
  dueOn: string | null;
  title: string;
}

export interface StudioStoodTable {
  id: string;
  studioId: string;
  at: string;
  standing: string;
}

export interface CommentsTables {
  comment: CommentTable;
  commentPast: CommentPastTable;
  matterStood: MatterStoodTable;
  studioStood: StudioStoodTable;
}
