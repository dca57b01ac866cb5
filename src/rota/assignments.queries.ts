import type { Tx } from '../database/database';
import { AssignmentRow } from './assignment.row';

/** By which way somebody came to each of these seats. */
export const sourcesOf = (tx: Tx, ids: readonly string[]): Promise<Pick<AssignmentRow, 'id' | 'source'>[]> =>
  tx.find(AssignmentRow, { id: ids }, { columns: ['id', 'source'] });

/** Who has given a seat of the shift back, or had it taken from her. */
export const droppedFrom = (tx: Tx, shiftId: string): Promise<Pick<AssignmentRow, 'shiftId' | 'personId'>[]> =>
  tx.find(AssignmentRow, { shiftId, state: 'dropped' }, { columns: ['shiftId', 'personId'] });
