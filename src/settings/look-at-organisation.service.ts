import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { quietHoursIn, type QuietHours } from '../messaging/domain/quiet-hours';
import { organisationVersion, reachesDown } from './change-organisation.service';
import { everyOrganisation } from '../organisations/organisations.queries';
import type { KnownAnswer, OrganisationSettings } from './organisation-settings.schema';
import type { ActContext } from '../acts/domain/act-context';

export interface OrganisationView {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  readonly sample: boolean;
  /** Named again by whoever changes the organisation. */
  readonly version: string;
  /** Its own text; null: the usual one. */
  readonly crisisText: string | null;
  readonly quietHours: QuietHours;
  /** What is asked again and again, with its own answers. */
  readonly answers: readonly KnownAnswer[];
  /** Whether organisations below may be added and renamed. */
  readonly mayGrow: boolean;
  /** Itself, and then those below it. */
  readonly tree: readonly {
    readonly id: string;
    readonly name: string;
    readonly depth: number;
    readonly version: string;
  }[];
}

/** What an organisation sets for itself, and the tree below it. */
@Injectable()
export class LookAtOrganisation {
  constructor(private readonly database: Database) {}

  /** Throws for an organisation that is not there. */
  async view(context: ActContext): Promise<OrganisationView> {
    const all = await this.database.read(everyOrganisation);
    const own = all.find(({ id }) => id === context.scope.orgId);
    if (!own) throw new Error(`no organisation has the id ${context.scope.orgId}`);
    const { id, name, timeZone, sample, settings } = own;
    const { crisisText, answers } = JSON.parse(settings) as OrganisationSettings;
    return {
      id,
      name,
      timeZone,
      sample,
      version: organisationVersion(own),
      crisisText: crisisText ?? null,
      quietHours: quietHoursIn(settings),
      answers: answers ?? [],
      mayGrow: reachesDown(context),
      tree: all
        .filter(({ path }) => path.startsWith(own.path))
        .map((one) => ({
          id: one.id,
          name: one.name,
          depth: one.path.slice(own.path.length).split('/').length - 1,
          version: organisationVersion(one),
        })),
    };
  }
}
