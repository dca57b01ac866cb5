import { Injectable } from '@nestjs/common';
import { DAY } from '../../kernel/clock';
import type { MyShift } from '../../rota/domain/shift-view';
import { LookAtRings } from '../../rota/look-at-rings.service';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { listed } from '../dialogue/asking';
import { ownReferent, type OwnReferent } from '../dialogue/referents';
import { replyPrivately, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/shifts';
import * as sayRing from '../wording/rings';
import { isExpected } from '../../programmes/domain/assignment-state';

const AHEAD = 100 * DAY;
const BEHIND = 2 * DAY;

/** What the speaker has on the rota, as referents for what she may mean and as the list she is shown. */
@Injectable()
export class OwnShifts {
  constructor(
    private readonly look: LookAtRota,
    private readonly rings: LookAtRings,
  ) {}

  /** Her shifts from two days ago on, or from `behind` before now, soonest first, those that `suits` accepts. */
  async referents(turn: Turn, suits: (mine: MyShift) => boolean = () => true, behind = BEHIND): Promise<OwnReferent[]> {
    const range = { from: turn.now - behind, to: turn.now + AHEAD };
    const mine = await this.look.shiftsOf(turn.scope, turn.about.personId, range);
    return mine.filter((shift) => suits(shift)).map((shift) => ownReferent(shift, turn.today));
  }

  /** The numbered list of what still lies ahead of her. */
  async list(turn: Turn): Promise<CommandAnswer> {
    const ahead = await this.referents(turn, (mine) => isAhead(mine, turn));
    if (ahead.length === 0) return replyPrivately(say.noShiftsOfYours());
    const wishes = await this.rings.openWishesOf(turn.scope, turn.about.personId);
    const wished = new Set(wishes.map(({ shift }) => shift.assignmentId));
    const items = ahead.map((own) =>
      wished.has(own.mine.assignmentId) ? { ...own, line: `${own.line}${sayRing.wishMark()}` } : own,
    );
    return listed(say.yourShifts(ahead.length), items, 'none', say.yourShiftsNext(), { personal: true });
  }
}

/** Still to be served, or being served now. */
export function isAhead(mine: MyShift, turn: Pick<Turn, 'now'>): boolean {
  return mine.end > turn.now && (isExpected(mine.state) || mine.state === 'on-duty');
}
