import { ApiProperty } from '@nestjs/swagger';
import type { DraftRun, DraftRunState } from '../../drafts/draft-runs.service';

const STATES: readonly DraftRunState[] = ['waiting', 'searching', 'written', 'failed'];

/** How far a draft is, as the stream tells it. */
export class DraftRunDto implements DraftRun {
  @ApiProperty({ description: 'One draft keeps its id from begin to end' })
  readonly runId: string;

  @ApiProperty({ example: '2026-12' })
  readonly month: string;

  @ApiProperty({
    enum: STATES,
    description: '`waiting` for a core, `searching`, `written` (it can be previewed), `failed` (nothing was written)',
  })
  readonly state: DraftRunState;

  @ApiProperty({ type: Number, nullable: true, description: 'The objective of the best draft so far; lower is fairer' })
  readonly incumbent: number | null;

  @ApiProperty({ type: Number, nullable: true, description: 'No draft is below it' })
  readonly bound: number | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: '(incumbent − bound) / incumbent; 0 when the best so far is proved to be the best of all',
  })
  readonly gap: number | null;

  @ApiProperty({ description: 'Seconds of search' })
  readonly elapsed: number;

  @ApiProperty({ description: 'It was asked to end with the best so far' })
  readonly stopping: boolean;
}

export class StoppedDto {
  @ApiProperty({ example: '2026-12' })
  readonly month: string;
}
