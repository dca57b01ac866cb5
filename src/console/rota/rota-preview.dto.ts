import { ApiProperty } from '@nestjs/swagger';
import { differenceSentence } from '../../rostering/roster-words';
import type { ComparedEntry, Conflict } from '../../drafts/compare-rota.service';
import type { PersonChange, RotaPreview } from '../../drafts/publish-rota.service';
import type { NamedAccount } from '../../drafts/rota-accounts.service';

/** Counts by what is shared out fairly, each for itself. */
class CountsDto {
  @ApiProperty()
  readonly shifts: number;

  @ApiProperty()
  readonly nights: number;

  @ApiProperty({ description: 'On Saturdays and Sundays' })
  readonly weekends: number;

  @ApiProperty({ description: 'On public holidays' })
  readonly holidays: number;
}

class PersonChangeDto implements PersonChange {
  @ApiProperty()
  readonly personId: string;

  @ApiProperty()
  readonly name: string;

  @ApiProperty({ description: 'Seats that she gets' })
  readonly gains: number;

  @ApiProperty({ description: 'Seats that are taken from her' })
  readonly loses: number;
}

class AccountDto implements NamedAccount {
  @ApiProperty()
  readonly personId: string;

  @ApiProperty()
  readonly name: string;

  @ApiProperty({ type: CountsDto, description: 'What she would have in the month' })
  readonly counts: CountsDto;

  @ApiProperty({ type: CountsDto, description: 'Her fair share of the month' })
  readonly fair: CountsDto;

  @ApiProperty({ enum: ['even', 'claimed', 'needed', 'no-room', 'others'] })
  readonly difference: NamedAccount['difference'];

  @ApiProperty({ description: 'Why the two differ, in a sentence' })
  readonly why: string;
}

/** What publishing the draft would change, for whom, and how fair the month would be. */
export class RotaPreviewDto implements RotaPreview {
  @ApiProperty()
  readonly rotaId: string;

  @ApiProperty({ example: '2026-12' })
  readonly month: string;

  @ApiProperty({ description: 'To be named when it is published' })
  readonly version: number;

  @ApiProperty({ type: [Object], description: 'Seats that are given, each with its shift and person' })
  readonly additions: readonly ComparedEntry[];

  @ApiProperty({ description: 'Seats whose people have them already' })
  readonly kept: number;

  @ApiProperty({ type: [Object], description: 'Seats that are taken back' })
  readonly removals: readonly ComparedEntry[];

  @ApiProperty({ type: [Object], description: 'Seats that a rule forbids by now; publishing leaves them out' })
  readonly conflicts: readonly Conflict[];

  @ApiProperty({ type: [PersonChangeDto], description: 'Who gains and who loses: these are told, and nobody else' })
  readonly people: readonly PersonChangeDto[];

  @ApiProperty({ type: [AccountDto], description: 'Empty for a month that was copied, imported or repaired' })
  readonly accounts: readonly AccountDto[];
}

export const toldPreview = (preview: RotaPreview): RotaPreviewDto => ({
  ...preview,
  accounts: preview.accounts.map((account) => ({ ...account, why: differenceSentence(account) })),
});
