import { Injectable } from '@nestjs/common';
import type { Role } from '../../acts/domain/act-context';
import { Undo } from '../../acts/undo.service';
import type { Registered } from '../../registrations/register-for-session.service';
import { onlyComes, replyPrivately, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayRegistration from '../wording/registrations';
import * as say from '../wording/undo';

/** 撤销: the speaker's last act, within its ten minutes. */
@Injectable()
export class UndoCommand implements Command {
  readonly act = 'undo';
  readonly audience = 'everybody';

  constructor(private readonly undos: Undo) {}

  async run(turn: Turn): Promise<CommandAnswer> {
    const result = await this.undos.undo(turn.act());
    const hearer = hearerOf(turn.speaker.roles);
    if (!result.ok) return replyPrivately(say.undoRefusal(result.refusal, hearer));
    const { act, outcome } = result.value;
    // signed up again: she may wait now where she had a place before
    if (act === 'registration.cancel')
      return replyPrivately(say.cancellingUndone(sayRegistration.registered(outcome as Registered, turn.today)));
    return replyPrivately(say.undone(result.value, hearer));
  }
}

function hearerOf(roles: readonly Role[]): say.Hearer {
  if (onlyComes(roles)) return 'family';
  return roles.includes('volunteer') ? 'volunteer' : 'coordinator';
}
