import { MINUTE, type Instant } from '../../kernel/clock';
import type { HandoverPolicy } from '../../programmes/domain/specification';

/** Who is called when nobody came, in this order; the coordinators twice. */
const RUNGS = ['backup', 'supervisor', 'coordinator', 'coordinator'] as const;

export type Rung = (typeof RUNGS)[number];

export interface Call {
  readonly rung: Rung;
  /** How many rungs have been climbed once this one is called. */
  readonly step: number;
  readonly personIds: readonly string[];
  /** When the next rung follows if nobody acknowledges; null: this was the last. */
  readonly next: Instant | null;
}

/** The ladder's own people hand over to nobody: their posts have none. */
export const ladderOf = (
  policy: HandoverPolicy | null,
  { postKey }: { readonly postKey: string },
): HandoverPolicy | null =>
  policy === null || [policy.backupPost, policy.supervisorPost].includes(postKey) ? null : policy;

/** The next call after `step` rungs: the first rung on which there is anybody; null when all have been called. */
export function nextCall(
  policy: HandoverPolicy,
  step: number,
  people: Readonly<Record<Rung, readonly string[]>>,
  now: Instant,
): Call | null {
  const waits: Readonly<Record<Rung, number>> = {
    backup: policy.backupMinutes,
    supervisor: policy.supervisorMinutes,
    coordinator: policy.coordinatorMinutes,
  };
  for (let climbed = step + 1; climbed <= RUNGS.length; climbed++) {
    const rung = RUNGS[climbed - 1];
    if (rung === undefined || people[rung].length === 0) continue;
    const next = climbed < RUNGS.length ? now + waits[rung] * MINUTE : null;
    return { rung, step: climbed, personIds: people[rung], next };
  }
  return null;
}
