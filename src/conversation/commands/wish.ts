import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database';
import { Programmes, type Programme } from '../../programmes/programmes.service';
import type { Wish } from '../../volunteers/domain/wish';
import { RosterWishes } from '../../volunteers/roster-wishes.service';
import { listed } from '../dialogue/asking';
import type { ListEntry } from '../dialogue/dialogue';
import { replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import { namedWish, wishesOf } from '../dialogue/wished';
import * as say from '../wording/wishes';

interface Listed {
  readonly wish: Wish;
  readonly line: string;
  readonly entry: ListEntry;
}

/** 心愿: what the speaker would like to be drafted for and what she would rather not. */
@Injectable()
export class WishCommand implements Command {
  readonly act = 'wish';
  readonly audience = 'everybody';

  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
    private readonly wishes: RosterWishes,
  ) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const { slots } = turn.step;
    const programmes = await this.database.read((tx) => this.programmes.list(tx, turn.scope));
    if (slots.want === undefined)
      return slots.note === undefined ? this.list(turn, programmes) : this.remove(turn, programmes);
    const wished = wishesOf(slots, programmes);
    if (!wished.ok) return replyPrivately(say.wishUnknown(wished.unknown));
    const result = await this.wishes.add(turn.act(), wished.wishes);
    if (!result.ok) return replyPrivately(say.tooManyWishes(result.refusal.most));
    return replyPrivately(say.wishNoted(wished.wishes.map((wish) => say.wishLine(wish, namedWish(wish, programmes)))));
  }

  private async list(turn: Turn, programmes: readonly Programme[]): Promise<CommandAnswer> {
    const mine = await this.mine(turn, programmes);
    if (mine.length === 0) return replyPrivately(say.noWishes());
    return listed(say.wishesHeading(), mine, 'none', say.wishesLast(), { personal: true });
  }

  /** 取消心愿 2 by the list that was shown; without a number only where there is but one. */
  private async remove(turn: Turn, programmes: readonly Programme[]): Promise<CommandAnswer> {
    const mine = await this.mine(turn, programmes);
    const chosen = mine.length === 1 && turn.step.slots.numbers === undefined ? mine : this.numbered(turn, mine);
    const [only] = chosen;
    if (!only) return this.list(turn, programmes);
    const result = await this.wishes.remove(
      turn.act(),
      chosen.map(({ wish }) => wish),
    );
    return replyPrivately(
      result.ok ? say.wishGone(chosen.map(({ line }) => line).join('、')) : say.tooManyWishes(result.refusal.most),
    );
  }

  private numbered(turn: Turn, mine: readonly Listed[]): readonly Listed[] {
    const { listing, step } = turn;
    if (listing.state !== 'valid') return [];
    const ids = (step.slots.numbers ?? []).map((number) => listing.listing.entries[number - 1]);
    return mine.filter(({ entry }) => ids.some((shown) => shown?.kind === entry.kind && shown.id === entry.id));
  }

  private async mine(turn: Turn, programmes: readonly Programme[]): Promise<readonly Listed[]> {
    const wishes = await this.wishes.of(turn.act());
    return wishes.map((wish) => ({
      wish,
      line: say.wishLine(wish, namedWish(wish, programmes)),
      entry: { kind: 'roster-wish', id: JSON.stringify(wish), stamp: '' },
    }));
  }
}
