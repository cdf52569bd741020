/** What everybody outside sees of the programme, one vocabulary: options, matters, verdicts, studios. By subject in shapes/. */
export * from './shapes/basics.ts';
export * from './shapes/options.ts';
export * from './shapes/year.ts';
export * from './shapes/matter.ts';
export * from './shapes/comments.ts';
export * from './shapes/studio.ts';
export * from './shapes/imports.ts';
export * from './shapes/inspection.ts';
export * from './shapes/library.ts';
export * from './shapes/lists.ts';
export * from './shapes/bulk.ts';
export * from './shapes/papers.ts';
export * from './shapes/people.ts';
export * from './shapes/plaques.ts';
export * from './shapes/archive.ts';
export * from './shapes/outside.ts';
export * from './shapes/standards.ts';
