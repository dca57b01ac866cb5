import { CHANGES_SO_FAR } from '../database/change-counter';
import type { Tx } from '../database/database';
import type { MailFacts } from '../organisations/domain/preferences';
import { MAIL_FACTS } from '../organisations/mail-address.queries';
import type { OrganisationRow } from '../organisations/organisation.row';
import type { PersonRow } from '../organisations/person.row';
import type { FeedTokenRow } from './feed-token.row';

export type MailedPerson = Pick<PersonRow, 'id' | 'orgId'> & Pick<OrganisationRow, 'timeZone'> & MailFacts;

/** Everybody who is active, by organisation. */
export const everybodyByMail = (tx: Tx): Promise<MailedPerson[]> =>
  tx.all(
    `SELECT p.id, p.org_id, o.time_zone, ${MAIL_FACTS} FROM people p JOIN organisations o ON o.id = p.org_id
      WHERE p.active = 1 ORDER BY p.org_id, p.id`,
  );

export type TokenOwner = Pick<FeedTokenRow, 'id' | 'personId' | 'orgId' | 'usedMs'> &
  Pick<OrganisationRow, 'timeZone'> & {
    readonly feedView: FeedTokenRow['view'];
    /** What the gate has counted so far. */
    readonly changes: number;
  };

/** Whose a token is that has not been revoked; null also when she is no longer active. */
export const ownerOfToken = (tx: Tx, tokenHash: string): Promise<TokenOwner | null> =>
  tx.one(
    `SELECT f.id, f.person_id, f.org_id, f.view AS feed_view, f.used_ms, o.time_zone, ${CHANGES_SO_FAR} AS changes
     FROM feed_tokens f JOIN people p ON p.id = f.person_id JOIN organisations o ON o.id = f.org_id
     WHERE f.token_hash = ? AND f.revoked_ms IS NULL AND p.active = 1`,
    [tokenHash],
  );

export type LivingToken = Pick<FeedTokenRow, 'id'> & { readonly feedView: FeedTokenRow['view'] };

/** The tokens of a person that have not been revoked, those first that were used last. */
export const livingTokens = (tx: Tx, orgId: string, personId: string): Promise<LivingToken[]> =>
  tx.all(
    `SELECT id, view AS feed_view FROM feed_tokens WHERE person_id = ? AND org_id = ? AND revoked_ms IS NULL
     ORDER BY CASE WHEN used_ms IS NULL THEN 1 ELSE 0 END, used_ms DESC, created_ms DESC, id DESC`,
    [personId, orgId],
  );
