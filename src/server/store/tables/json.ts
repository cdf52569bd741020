/** What jsonb holds, already parsed; what reads it says what it is. */
export type Json = unknown;
