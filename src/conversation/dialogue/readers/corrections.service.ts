import { Injectable } from '@nestjs/common';
import { civilDateOf } from '../../../kernel/civil-time';
import { DAY } from '../../../kernel/clock';
import { saidShift } from '../../../kernel/said-time';
import { LookAtRequests } from '../../../rota/look-at-requests.service';
import { LookAtRota } from '../../../rota/look-at-rota.service';
import { Tallies } from '../../../statistics/tallies.service';
import { readCorrection, type Correction } from '../../grammar/readings/corrections';
import { assignmentEntry } from '../referents';
import { listingFor, type Step } from '../dialogue';
import { carryingOut, saying, type Plan } from '../plan';
import { inGroup, questionOpenTo, type ReadMessage, type Reader } from '../reader';
import { read } from '../message-context';
import { reply, replyPrivately, withQuestion, type Speaker } from '../turn';
import * as sayManners from '../../wording/manners';
import * as sayPrompt from '../../wording/prompts';
import * as sayQuestion from '../../wording/questions';

/** 写错了，是11家28个人; 先别退; 我自己来，不用找人了; 把前面那个退掉: what was said or done before, put right. */
@Injectable()
export class Corrections implements Reader {
  constructor(
    private readonly rota: LookAtRota,
    private readonly requests: LookAtRequests,
    private readonly tallies: Tallies,
  ) {}

  async read(message: ReadMessage): Promise<Plan | null> {
    const { heard, speaker } = message;
    if (heard.kind !== 'text' || !speaker || inGroup(message)) return null;
    const correction = readCorrection(heard.text);
    switch (correction?.kind) {
      case undefined:
        return null;
      case 'not-yet':
        // 我不请假了 takes a leave back, unless just that was being asked for
        if (message.readings[0]?.act === 'cancel-leave' && !asksForLeave(message)) return null;
        return questionOpenTo(message) ? saying(reply(sayManners.leftAlone())) : null;
      case 'keeps':
        return (await this.keeps(message, speaker)) ?? saying(replyPrivately(sayPrompt.nobodySought()));
      case 'asks-nobody':
        return this.keeps(message, speaker);
      case 'means':
        return another(correction.words, message);
      case 'drop':
        return byPlace(correction.place, message);
      case 'figures':
        return this.figures(correction, message, speaker);
    }
  }

  /** The shift for which somebody is sought stays hers, confirmed, and whom she asked for one is asked no longer; null: nobody is. */
  private async keeps({ now }: ReadMessage, { scope, personId }: Speaker): Promise<Plan | null> {
    const today = civilDateOf(now, scope.zone);
    const mine = await this.rota.shiftsOf(scope, personId, { from: now, to: now + 100 * DAY });
    const offered = mine.filter(({ state, end }) => state === 'offered' && end > now);
    const requests = await this.requests.askedBy(scope, personId, now - 100 * DAY);
    const asked = requests.filter(({ kind, state, expires }) => kind !== 'offer' && state === 'open' && expires > now);
    const options = [
      ...offered.map((one): Step => ({ act: 'confirm', slots: {}, chosen: [assignmentEntry(one)], sure: true })),
      ...asked.map(({ requestId }): Step => ({
        act: 'refuse',
        slots: {},
        chosen: [{ kind: 'own-request', id: requestId, stamp: '' }],
      })),
    ];
    if (options.length === 0) return null;
    if (options.length === 1) return carryingOut(options);
    const lines = [
      ...offered.map((one) => saidShift(one, today)),
      ...asked.map(({ shift, to }) => sayPrompt.askedOf(saidShift(shift, today), to?.name ?? '')),
    ];
    const question = { options, all: true };
    return saying({ ...withQuestion(sayQuestion.choose(sayPrompt.whichToKeep(), lines, 0), question), personal: true });
  }

  /** The figures as they are right; a number alone is the figure that holds the denied one. */
  private async figures(
    { words, denied }: Correction & { readonly kind: 'figures' },
    { standing, now }: ReadMessage,
    { scope, personId }: Speaker,
  ): Promise<Plan | null> {
    const [reading, ...more] = read(`登记 ${words}`, standing);
    if (reading?.act !== 'report' || reading.ask !== null || more.length > 0) return null;
    if (reading.slots.tally) return carryingOut([{ act: 'report', slots: reading.slots }]);
    const [value, another] = reading.slots.numbers ?? [];
    if (value === undefined || another !== undefined || denied === null) return null;
    const reportable = await this.tallies.reportable(scope, personId, now);
    for (const { sessionId } of reportable) {
      const held = (await this.tallies.figures(scope, sessionId))?.filter((figure) => figure.value === denied) ?? [];
      const [only] = held;
      if (only && held.length === 1)
        return carryingOut([{ act: 'report', slots: { tally: { [only.measure.key]: value } } }]);
    }
    return saying(
      replyPrivately(sayPrompt.noSuchFigure(denied, reportable[0]?.measures.map(({ name }) => name) ?? [])),
    );
  }
}

function asksForLeave(message: ReadMessage): boolean {
  const question = questionOpenTo(message);
  const steps = question
    ? [...question.options, ...(question.yes ?? []), ...(question.into ? [question.into.step] : [])]
    : [];
  return steps.some(({ act, doing }) => act === 'take-leave' || doing === 'take-leave');
}

/** One of what was listed, asked about before it is given back; without a list all of hers are shown. */
function byPlace(place: 'first' | 'last', { standing }: ReadMessage): Plan {
  const known = listingFor(standing.here, standing.elsewhere, standing.now);
  if (known.state !== 'valid') return carryingOut([{ act: 'drop', slots: {}, tentative: true }]);
  const number = place === 'first' ? 1 : known.listing.entries.length;
  return carryingOut([{ act: 'drop', slots: { numbers: [number] }, tentative: true }]);
}

/** What may be asked about again for another day. */
const BY_DAY: ReadonlySet<Step['act']> = new Set<Step['act']>([
  'claim',
  'drop',
  'offer',
  'confirm',
  'register',
  'unregister',
]);

/** The act that was asked about, of the day that she names, asked about again; without one it is not done. */
function another(words: string, message: ReadMessage): Plan | null {
  const [step, ...more] = questionOpenTo(message)?.yes ?? [];
  if (!step) return null;
  const when = read(words, message.standing)[0]?.slots.when;
  if (when === undefined || more.length > 0 || !BY_DAY.has(step.act)) return saying(reply(sayManners.leftAlone()));
  return carryingOut([{ act: step.act, slots: { when }, tentative: true }]);
}
