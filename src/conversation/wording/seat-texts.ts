import { Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/clock';
import type { Worded } from '../../messaging/domain/message-kinds';
import { People } from '../../organisations/people.service';
import type { MyShift } from '../../rota/domain/shift-view';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { PageLinks } from '../dialogue/page-links.service';
import * as sayMessage from './messages';
import * as sayPresence from './presence';
import * as sayRing from './rings';
import type { Setting } from './setting';
import * as watching from './watching';
import { isExpected } from '../../programmes/domain/assignment-state';

type AboutSeat = Worded<
  | 'confirm-reminder'
  | 'confirm-again'
  | 'own-reminder'
  | 'covered'
  | 'given-back'
  | 'assigned'
  | 'unassigned'
  | 'handover-note'
  | 'late-sign-in'
  | 'late-sign-in-answered'
>;

/** What somebody hears about her own seat on a shift. */
@Injectable()
export class SeatTexts {
  constructor(
    private readonly people: People,
    private readonly look: LookAtRota,
    private readonly pages: PageLinks,
  ) {}

  /** null when it is no longer true. */
  async text(message: AboutSeat, at: Setting): Promise<string | null> {
    const mine = await this.look.assignment(at.scope, message.facts.assignmentId);
    if (!mine) return null;
    const { today, now } = at;
    switch (message.kind) {
      case 'confirm-reminder':
        return isUnconfirmed(mine, now) ? this.toConfirm(sayMessage.confirmReminder(mine, today), mine, at) : null;
      case 'confirm-again':
        return isUnconfirmed(mine, now) ? this.toConfirm(watching.confirmAgain(mine, today), mine, at) : null;
      case 'own-reminder': {
        if (!isComing(mine, now)) return null;
        const page = isHers(mine, at) ? this.pages.duty(mine.personId, mine) : null;
        return sayMessage.withPage(sayMessage.ownReminder(mine, mine.state === 'confirmed', today), page);
      }
      case 'assigned': {
        if (!isComing(mine, now)) return null;
        const page = isHers(mine, at) && now < mine.start ? this.pages.letGo(mine.personId, mine) : null;
        return sayMessage.withAnswer(sayMessage.noticeAssigned(mine, today), 'let-go', page);
      }
      case 'given-back':
        return isComing(mine, now) ? sayRing.noticeGivenBack(mine, today) : null;
      case 'covered': {
        const by = await this.people.byId(at.scope, message.facts.byPersonId);
        return sayMessage.noticeCovered(mine, by?.name ?? '', today);
      }
      case 'handover-note':
        return mine.note === null ? null : sayMessage.noticeHandover(mine, mine.note, today);
      case 'late-sign-in':
        return mine.claimedMs === null ? null : sayPresence.lateSignInAsked(mine, today);
      case 'late-sign-in-answered':
        return mine.state === 'done' || mine.state === 'no-show' ? sayPresence.lateSignInAnswered(mine, today) : null;
      case 'unassigned':
        return sayMessage.noticeUnassigned(mine, today);
    }
  }

  private toConfirm(text: string, mine: MyShift, at: Setting): string {
    return sayMessage.withAnswer(text, 'confirm', isHers(mine, at) ? this.pages.confirm(mine.personId, mine) : null);
  }
}

const isHers = (mine: MyShift, { personId }: Setting): boolean => mine.personId === personId;

const isComing = (mine: MyShift, now: Instant): boolean => mine.end > now && isExpected(mine.state);

const isUnconfirmed = (mine: MyShift, now: Instant): boolean => isComing(mine, now) && mine.state !== 'confirmed';
