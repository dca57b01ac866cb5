import type { Tx } from '../database/database';
import { marks } from '../database/sql-values';
import type { Stored } from '../database/typed';
import type { MailFacts } from '../organisations/domain/preferences';
import { MAIL_FACTS } from '../organisations/mail-address.queries';
import type { OrganisationRow } from '../organisations/organisation.row';
import type { PersonRow } from '../organisations/person.row';

/** A person as the rules of delivery look at her, with what her organisation has set. */
export type RecipientRecord = Stored<Pick<PersonRow, 'id' | 'orgId' | 'slug' | 'name' | 'active'>> &
  Pick<OrganisationRow, 'timeZone' | 'settings'> &
  MailFacts;

export const recipientsById = (tx: Tx, ids: readonly string[]): Promise<RecipientRecord[]> =>
  tx.all(
    `SELECT p.id, p.org_id, p.slug, p.name, p.active, o.time_zone, o.settings, ${MAIL_FACTS}
       FROM people p JOIN organisations o ON o.id = p.org_id WHERE p.id IN (${marks(ids)})`,
    ids,
  );
