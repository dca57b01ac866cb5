import { Injectable } from '@nestjs/common';
import { DAY } from '../../kernel/clock';
import type { Gap } from '../../rota/domain/shift-view';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { listFitting } from '../dialogue/asking';
import { shiftReferent, type ShiftReferent } from '../dialogue/referents';
import { windowOf } from '../dialogue/matching';
import { replyPrivately, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayGap from '../wording/gaps';

const GAP_DAYS = 35;
const LONGEST_SHIFT = DAY;

/** A shift that lacks people, as something that can be meant. */
export interface GapReferent extends ShiftReferent {
  readonly gap: Gap;
}

/** Shifts that lack people. */
@Injectable()
export class Gaps {
  constructor(private readonly look: LookAtRota) {}

  async referents(turn: Turn): Promise<GapReferent[]> {
    const { from, to } = windowOf(turn.step.slots, turn.now, turn.scope.zone, GAP_DAYS);
    // the post that is empty right now is the most urgent of all
    const gaps = await this.look.gaps(turn.scope, { from: Math.min(from, turn.now - LONGEST_SHIFT), to }, turn.now);
    return gaps.map((gap) => {
      const candidate = shiftReferent({ ...gap, offeredBy: null, verdict: [] }, turn.today);
      return { ...candidate, line: sayGap.gapLine(gap, turn.today, turn.now), gap };
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
