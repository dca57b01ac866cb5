import { Injectable } from '@nestjs/common';
import { addDays, civilDateOf, weekdayOf, type CivilDate } from '../kernel/civil-time';
import { refused, type Result } from '../kernel/result';
import { isCoordinator, type ActContext, type OrgScope } from '../acts/domain/act-context';
import type { DutyView } from '../rota/domain/shift-view';
import type { RotaRefusal } from '../rota/domain/refusal';
import { DraftRota, type RotaWritten } from './draft-rota.service';
import { LookAtRota } from '../rota/look-at-rota.service';
import { monthInterval } from './month';

/** 照上个月: a draft in which everybody serves on the same weekday of the same week as in another month. */
@Injectable()
export class CopyMonth {
  constructor(
    private readonly rota: LookAtRota,
    private readonly drafts: DraftRota,
  ) {}

  /** The sessions of `month` must be planned. What a rule forbids is listed when the draft is compared. */
  async copy(context: ActContext, month: string, from: string): Promise<Result<RotaWritten, RotaRefusal>> {
    if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
    const [there, here] = [monthInterval(from, context.scope), monthInterval(month, context.scope)];
    if (!there || !here) return refused({ rule: 'bad-month' });
    const past = placed(await this.rota.duties(context.scope, there), from, context.scope);
    const coming = placed(await this.rota.duties(context.scope, here), month, context.scope);
    const entries = [...coming].flatMap(([place, duty]) => {
      const people = past.get(place)?.people ?? [];
      return people.slice(0, duty.seatsMax).map(({ personId }) => ({ shiftId: duty.shiftId, personId }));
    });
    return this.drafts.importDraft(context, month, entries);
  }
}

/** Shifts by programme, post, part of the day, weekday, and the how-manieth of its weekday in the month it is. */
function placed(duties: readonly DutyView[], month: string, { zone }: OrgScope): Map<string, DutyView> {
  const found = new Map<string, DutyView>();
  for (const duty of duties) {
    const day = civilDateOf(duty.start, zone);
    if (!day.startsWith(month) || duty.cancelled) continue;
    const { programmeId, postKey, dayPart, startCivil } = duty;
    const place = [programmeId, postKey, dayPart || startCivil.slice(11), weekdayOf(day), weekOf(day)].join(' ');
    if (!found.has(place)) found.set(place, duty);
  }
  return found;
}

/** 1 for the first Monday, Tuesday … of the month, and so on. */
function weekOf(day: CivilDate): number {
  let week = 1;
  for (let before = addDays(day, -7); before.slice(0, 7) === day.slice(0, 7); before = addDays(before, -7)) week++;
  return week;
}
