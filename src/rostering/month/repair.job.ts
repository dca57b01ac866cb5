import type { RepairFacts, RepairMove } from '../domain/repair';
import type { Job } from '../solver/job';
import { repair } from './repair';

/** A published month with holes, and the fewest moves that fill them. */
export const job: Job<RepairFacts, RepairMove[]> = (facts) => repair(facts);
