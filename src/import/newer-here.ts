import { isExpected, type AssignmentState } from '../programmes/domain/assignment-state';

/** A seat as it stands here, as far as a file may differ from it. */
export interface StandingSeat {
  readonly state: AssignmentState;
  readonly serviceMinutes: number | null;
  readonly origin: string | null;
  readonly vouchedBy: string | null;
}

/** A seat as a file tells of it; what it leaves out it says nothing of. */
export interface ToldSeat {
  readonly state: AssignmentState;
  readonly minutes?: number;
  readonly origin?: string;
}

/** How far a seat has come in its life. */
const stageOf = (state: AssignmentState): number => {
  if (state === 'confirmed') return 1;
  if (state === 'on-duty') return 2;
  return isExpected(state) ? 0 : 3;
};

/** Somebody has said here what became of the duty: herself, a coordinator, or the clock after she had come. */
const wasSaidHere = ({ origin, vouchedBy }: StandingSeat): boolean =>
  vouchedBy !== null || (origin !== null && origin !== 'entered');

/**
 * What a file does to a seat that is here already: nothing where it says the same or only less than is known by now; it is
 * `kept` as it stands where the file would take back what somebody has said here since; else it becomes what the file says.
 */
export function fileAgainst(here: StandingSeat, told: ToldSeat): 'same' | 'kept' | 'restated' {
  const differs =
    here.state !== told.state ||
    (told.minutes !== undefined && told.minutes !== here.serviceMinutes) ||
    (told.origin !== undefined && told.origin !== here.origin);
  if (!differs) return 'same';
  const [stage, toldStage] = [stageOf(here.state), stageOf(told.state)];
  if (toldStage > stage) return 'restated';
  if (toldStage < stage) return stage === 1 ? 'same' : 'kept';
  return stage === 3 && wasSaidHere(here) ? 'kept' : 'restated';
}
