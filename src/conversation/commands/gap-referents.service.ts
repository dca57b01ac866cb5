import { Injectable } from '@nestjs/common';
import type { Gap } from '../../rota/domain/shift-view';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { listFitting } from '../dialogue/asking';
import { shiftReferent, type ShiftReferent } from '../dialogue/referents';
import { windowOf } from '../dialogue/matching';
import { replyPrivately, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayGap from '../wording/gaps';

const GAP_DAYS = 35;

/** A shift that lacks people, as something that can be meant. */
export interface GapReferent extends ShiftReferent {
  readonly gap: Gap;
}

/** Shifts that lack people. */
@Injectable()
export class Gaps {
  constructor(private readonly look: LookAtRota) {}

  async referents(turn: Turn): Promise<GapReferent[]> {
    const window = windowOf(turn.step.slots, turn.now, turn.scope.zone, GAP_DAYS);
    const gaps = await this.look.gaps(turn.scope, window, turn.now);
    return gaps.map((gap) => {
      const candidate = shiftReferent({ ...gap, offeredBy: null, verdict: [] }, turn.today);
      return { ...candidate, line: sayGap.gapLine(gap, turn.today), gap };
    });
  }

  async list(turn: Turn): Promise<CommandAnswer> {
    return listFitting(turn, await this.referents(turn), {
      none: () => replyPrivately(sayGap.noGaps()),
      heading: sayGap.gapsHeading,
      act: 'fill',
      last: sayGap.gapsNext(),
      personal: true,
    });
  }
}
