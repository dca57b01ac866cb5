import { Injectable } from '@nestjs/common';
import { Grants } from '../accounts/grants.service';
import { Acts, withdraw } from '../acts/acts.service';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import type { Tx } from '../database/database';
import { newId } from '../kernel/ids';
import { done, type Result } from '../kernel/result';
import { PersonWriter } from '../organisations/person-writer.service';
import { Secrets } from '../organisations/secrets.service';
import { CheckIn } from './check-in.service';
import type { RegistrationRefusal } from './domain/registration-refusal';
import { householdWithPhone, type NamedPerson } from './households.queries';
import { describeNewcomer } from './register-newcomer.service';
import { RegisterForSession } from './register-for-session.service';

/** A household as it stands before a coordinator, or calls her. */
export interface HouseholdWish {
  readonly sessionId: string;
  readonly name: string;
  /** Digits alone; null: it leaves none. */
  readonly phone: string | null;
  readonly party: number;
  /** It is here: it comes in now instead of signing up. */
  readonly here: boolean;
}

export interface HouseholdTaken {
  readonly registrationId: string;
  readonly personId: string;
  /** Under which it is kept: whoever is known by her number keeps the name that she has. */
  readonly name: string;
  readonly state: 'attended' | 'registered' | 'waiting';
  /** It was known by its number. */
  readonly known: boolean;
  /** It had come in before. */
  readonly already: boolean;
}

/** A coordinator signs up a household or lets it in. One telephone number is one household, however often it comes. */
@Injectable()
export class SignUpHousehold {
  constructor(
    private readonly acts: Acts,
    private readonly secrets: Secrets,
    private readonly people: PersonWriter,
    private readonly grants: Grants,
    private readonly checkIns: CheckIn,
    private readonly registering: RegisterForSession,
  ) {}

  /** A refusal leaves nobody behind. */
  take(context: ActContext, wish: HouseholdWish): Promise<Result<HouseholdTaken, RegistrationRefusal>> {
    return this.acts.perform<HouseholdTaken, RegistrationRefusal>(context, 'registration.household', async (tx) => {
      if (!isCoordinator(context)) return withdraw({ rule: 'not-allowed' });
      const known = await this.knownBy(tx, context, wish);
      const { id: personId, name } = known ?? (await this.add(tx, context, wish));
      const { sessionId, party } = wish;
      const who = { personId, name, known: known !== null };
      if (wish.here) {
        const came = await this.checkIns.walkInIn(tx, context, { sessionId, personId, party });
        if (!came.ok) return withdraw(came.refusal);
        const { registrationId, already } = came.value;
        return done({ ...who, registrationId, already, state: 'attended' });
      }
      const signedUp = await this.registering.registerIn(tx, context, { sessionId, personId, party });
      if (!signedUp.ok) return withdraw(signedUp.refusal);
      const { registrationId, state } = signedUp.value;
      return done({ ...who, registrationId, already: false, state });
    });
  }

  private async knownBy(
    tx: Tx,
    { scope }: ActContext,
    { sessionId, phone }: HouseholdWish,
  ): Promise<NamedPerson | null> {
    if (phone === null) return null;
    return householdWithPhone(tx, scope.orgId, sessionId, this.secrets.hash('phone', phone));
  }

  private async add(tx: Tx, { scope, now }: ActContext, { name, phone }: HouseholdWish): Promise<NamedPerson> {
    const id = newId(now);
    await this.people.add(tx, scope, [describeNewcomer(id, { name, phone })], now);
    await this.grants.add(tx, scope, [{ personId: id, role: 'participant' }], now);
    return { id, name };
  }
}
