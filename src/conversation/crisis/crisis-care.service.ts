import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { MINUTE, type Instant } from '../../kernel/clock';
import type { InboundMessage } from '../../messaging/channel';
import type { OrgScope } from '../../acts/domain/act-context';
import { Organisations } from '../../organisations/organisations.service';
import { onlyComes, reply, type CommandAnswer, type Speaker } from '../dialogue/turn';
import type { Crisis } from '../grammar/crisis/hear-crisis';
import * as say from '../wording/crisis';
import { CrisisAlarm } from './crisis-alarm.service';
import { CrisisSigns, senderOf, type CrisisSign } from './crisis-signs.repository';
import { afterwards, mayBeAfterwards } from './second-thoughts';

/** How long her yes to a call back is waited for. */
const OFFER_LIFE = 60 * MINUTE;

/**
 * What sounds like a danger to life. Where it is named, the numbers are given at once, and who is on duty and the
 * coordinators are told that it happened. Where it is only hinted at, a kind sentence with the number and the offer of a
 * call back: coordinators are told with her yes, or when it comes again within a day. What was said is neither stored nor
 * passed on in either case.
 */
@Injectable()
export class CrisisCare {
  constructor(
    private readonly database: Database,
    private readonly signs: CrisisSigns,
    private readonly alarm: CrisisAlarm,
    private readonly organisations: Organisations,
  ) {}

  async hear(crisis: Crisis, message: InboundMessage, speaker: Speaker | null, now: Instant): Promise<CommandAnswer> {
    // Of callers tells who serves; to anybody else the word is about somebody near her.
    const serving = speaker !== null && !onlyComes(speaker.roles);
    const about = crisis.about === 'caller' && !serving ? 'other' : crisis.about;
    const heard = { ...crisis, about };
    const text =
      crisis.tone === 'explicit'
        ? await this.named(heard, message, speaker, now)
        : await this.hinted(heard, message, speaker, now);
    return reply(text, { personal: crisis.tone === 'veiled' && speaker !== null });
  }

  /**
   * What she says behind a sign of the last day; null when it is about something else. A question that was put to her at
   * `askedMs`, later than the offer, is the one that a yes answers.
   */
  async answer(
    message: InboundMessage,
    text: string,
    speaker: Speaker | null,
    { askedMs, now }: { readonly askedMs: Instant; readonly now: Instant },
  ): Promise<CommandAnswer | null> {
    if (!mayBeAfterwards(text)) return null;
    const sender = senderOf(message);
    const [newest] = await this.database.read((tx) => this.signs.recent(tx, sender, now));
    const meant = newest && afterwards(text, newest.heardMs, now);
    if (!newest || !meant) return null;
    if (meant === 'not-meant') {
      await this.database.write((tx) => this.signs.closeOffers(tx, sender));
      return reply(say.notMeant(newest.tone === 'explicit'));
    }
    if (!speaker || !isOffered(newest, now) || askedMs > newest.heardMs) return null;
    const told = meant === 'yes' ? await this.alarm.coordinators(speaker.scope, speaker) : [];
    await this.database.write(async (tx) => {
      await this.signs.closeOffers(tx, sender);
      await this.alarm.care(tx, speaker.scope, told, { message, personId: speaker.personId, why: 'asked', now });
    });
    if (meant === 'no') return reply(say.noCallBack());
    return reply(told.length > 0 ? say.willBeCalled() : say.nobodyToCall());
  }

  private async named(
    { about }: Crisis,
    message: InboundMessage,
    speaker: Speaker | null,
    now: Instant,
  ): Promise<string> {
    const organisation = await this.organisationOf(speaker);
    const scope: OrgScope | null = organisation && { orgId: organisation.id, zone: organisation.timeZone };
    const told = scope ? await this.alarm.concerned(scope, speaker, now) : [];
    await this.database.write(async (tx) => {
      if (about === 'herself') await this.signs.remember(tx, senderOf(message), 'explicit', null, now);
      if (scope) await this.alarm.ring(tx, scope, told, message, { stranger: speaker === null, now });
    });
    if (about === 'caller') return say.callerInDanger(told.length > 0);
    const own = organisation?.settings.crisisText;
    if (typeof own === 'string' && own.trim() !== '') return own;
    return about === 'other' ? say.otherInDanger(told.length > 0) : say.crisis();
  }

  private async hinted(
    { about }: Crisis,
    message: InboundMessage,
    speaker: Speaker | null,
    now: Instant,
  ): Promise<string> {
    const sender = senderOf(message);
    const before = await this.database.read((tx) => this.signs.recent(tx, sender, now));
    const again = about === 'herself' && before.some(({ tone }) => tone !== 'told');
    const tone = about === 'herself' ? 'veiled' : 'told';
    const organisation = await this.organisationOf(speaker);
    const scope: OrgScope | null = organisation && { orgId: organisation.id, zone: organisation.timeZone };
    const told = again && scope ? await this.alarm.coordinators(scope, speaker) : [];
    await this.database.write(async (tx) => {
      await this.signs.closeOffers(tx, sender);
      await this.signs.remember(tx, sender, tone, speaker ? now + OFFER_LIFE : null, now);
      if (told.length === 0 || !scope) return;
      if (speaker) await this.alarm.care(tx, scope, told, { message, personId: speaker.personId, why: 'again', now });
      else await this.alarm.ring(tx, scope, told, message, { stranger: true, now });
    });
    if (about === 'caller') return say.callerWorries();
    if (about === 'other') return say.otherWorries(speaker !== null);
    return again ? say.worriesAgain(told.length > 0, speaker !== null) : say.worries(speaker !== null);
  }

  /** A stranger's organisation is only known where there is no other. */
  private async organisationOf(speaker: Speaker | null) {
    if (speaker) return this.organisations.byId(speaker.scope.orgId);
    const all = await this.organisations.list();
    return all.length === 1 ? (all[0] ?? null) : null;
  }
}

const isOffered = (sign: CrisisSign, now: Instant): boolean => (sign.offerUntilMs ?? 0) > now;
