import { differenceSentence } from '../../rostering/roster-words';
import type { RotaPreview } from '../../drafts/publish-rota.service';
import type { NamedAccount } from '../../drafts/rota-accounts.service';

interface ToldAccount extends NamedAccount {
  /** Why what she has differs from her fair share, in a sentence. */
  readonly why: string;
}

/** What publishing the draft would change, for whom, and how fair the month would be. */
export interface ToldPreview extends RotaPreview {
  /** Empty for a month that was copied, imported or repaired. */
  readonly accounts: readonly ToldAccount[];
}

export const toldPreview = (preview: RotaPreview): ToldPreview => ({
  ...preview,
  accounts: preview.accounts.map((account) => ({ ...account, why: differenceSentence(account) })),
});
