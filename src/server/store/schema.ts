import type { ChainTables } from './tables/chain.ts';
import type { CommentsTables } from './tables/comments.ts';
import type { DeskTables } from './tables/desk.ts';
import type { FactsTables } from './tables/facts.ts';
import type { InspectionTables } from './tables/inspection.ts';
import type { LettersTables } from './tables/letters.ts';
import type { OutsideTables } from './tables/outside.ts';
import type { PapersTables } from './tables/papers.ts';
import type { PeopleTables } from './tables/people.ts';
import type { PlaquesTables } from './tables/plaques.ts';
import type { StandardsTables } from './tables/standards.ts';
import type { ReviewTables } from './tables/review.ts';
import type { StudiosTables } from './tables/studios.ts';
import type { YearTables } from './tables/year.ts';

/**
 * The tables of migrations/ as TypeScript, camelCase, in tables/ by subject. Dates are 'YYYY-MM-DD', moments ISO 8601 with +08:00,
 * money integer fen, jsonb already parsed (write it as `JSON.stringify`ed text).
 */
export interface Database
  extends
    PeopleTables,
    DeskTables,
    StudiosTables,
    ChainTables,
    FactsTables,
    YearTables,
    InspectionTables,
    PapersTables,
    PlaquesTables,
    CommentsTables,
    ReviewTables,
    OutsideTables,
    StandardsTables,
    LettersTables {}
