import { Injectable } from '@nestjs/common';
import { DAY } from '../../kernel/clock';
import { ActLinks } from '../../accounts/act-links.service';
import { Installation } from '../../accounts/installation.service';
import type { CommandAnswer, Turn } from '../dialogue/turn';
import * as say from '../wording/shifts';

/** How long the link to somebody's own page works. */
const LASTS = DAY;

/** The way from the chat to the speaker's own page, where the same can be done by tapping. */
@Injectable()
export class OwnPage {
  constructor(
    private readonly links: ActLinks,
    private readonly installation: Installation,
  ) {}

  /** The answer with the page behind it: in private alone, and only where a phone could open it. */
  behind(turn: Turn, outcome: CommandAnswer): CommandAnswer {
    if (turn.inGroup || !this.installation.reachable) return outcome;
    const { personId } = turn.speaker;
    const url = this.links.url({ kind: 'own', personId, subjectId: '', expires: turn.now + LASTS });
    // Whoever has the address speaks for her: the answer is kept nowhere.
    return { ...outcome, secret: true, replies: [...outcome.replies, { card: say.ownPage(url) }] };
  }
}
