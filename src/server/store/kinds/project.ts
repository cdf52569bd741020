import type { ProjectMatter, ProjectMilestone } from '#core/project/life.ts';
import type { KindStore } from './kind-store.ts';
import { present } from '../reading.ts';

export const projectStore: KindStore = {
  table: 'project',
  columns: [
    'name',
    'projectKind',
    'source',
    'problem',
    'goal',
    'startOn',
    'endOn',
    'leaderId',
    'budgetFen',
    'participants',
    'documentNo',
    'document',
    'approvedOn',
    'closedOn',
    'adoption',
    'spreadOn',
    'enteredAt',
  ],
  json: ['participants'],
  async knows({ db }, { id }) {
    const rows = await db.selectFrom('projectMilestone').select(['id', 'name', 'dueOn', 'doneOn']).where('projectId', '=', id).orderBy('position').execute();
    return { milestones: rows.map((row) => present(row) as ProjectMilestone) };
  },
  async saves(tx, matter) {
    const { id, milestones } = matter as ProjectMatter;
    for (const [position, { id: milestone, name, dueOn, doneOn }] of milestones.entries()) {
      await tx
        .insertInto('projectMilestone')
        .values({ id: milestone, projectId: id, name, dueOn, doneOn: doneOn ?? null, position })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ doneOn: doneOn ?? null }))
        .execute();
    }
  },
};
