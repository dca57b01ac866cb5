import { Injectable } from '@nestjs/common';
import type { Worded } from '../../messaging/domain/message-kinds';
import { LookAtRequests } from '../../rota/look-at-requests.service';
import { LookAtRings } from '../../rota/look-at-rings.service';
import * as sayMessage from './messages';
import * as sayRequest from './requests';
import * as sayRing from './rings';
import type { Setting } from './setting';

type AboutExchange = Worded<
  'give-asked' | 'swap-asked' | 'request-answered' | 'request-expired' | 'ring-asked' | 'ring-ended' | 'wish-expired'
>;

/** What people hear about shifts that are to pass between them. */
@Injectable()
export class ExchangeTexts {
  constructor(
    private readonly requests: LookAtRequests,
    private readonly rings: LookAtRings,
  ) {}

  /** null when it is no longer true. */
  async text(message: AboutExchange, { scope, today, personId }: Setting): Promise<string | null> {
    switch (message.kind) {
      case 'give-asked':
      case 'swap-asked': {
        const request = await this.requests.request(scope, message.facts.requestId);
        return request?.state === 'open' ? sayMessage.noticeGiveAsked(sayRequest.requestLine(request, today)) : null;
      }
      case 'request-answered': {
        const request = await this.requests.request(scope, message.facts.requestId);
        return request && sayMessage.noticeAnswered(request, today);
      }
      case 'request-expired': {
        const request = await this.requests.request(scope, message.facts.requestId);
        return request && sayMessage.noticeExpired(request, today);
      }
      case 'ring-asked': {
        const ring = await this.rings.ring(scope, message.facts.ringId);
        return ring?.state === 'open' ? sayRing.noticeRingAsked(ring, personId, { today, zone: scope.zone }) : null;
      }
      case 'ring-ended': {
        const ring = await this.rings.ring(scope, message.facts.ringId);
        return ring && sayRing.noticeRingEnded(ring, personId, today);
      }
      case 'wish-expired': {
        const wish = await this.rings.wish(scope, message.facts.wishId);
        return wish && sayRing.noticeWishExpired(wish.shift, today);
      }
    }
  }
}
