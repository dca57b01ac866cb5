import { Injectable } from '@nestjs/common';
import { ChangeSignUp } from '../../registrations/change-sign-up.service';
import { SessionActs } from '../../sessions/session-acts.service';
import { wanting } from '../dialogue/asking';
import { replyPrivately, SHOWN, withChosen, type Command, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as say from '../wording/arranging';
import * as sayRegistration from '../wording/registrations';
import { PlannedSessions } from './planned-sessions.service';

/** She has been shown that something has happened in the session already. */
const HAPPENED = 'happened';
/** What is said now is the reason. */
const REASON = 'reason';

/** 取消周六的沙龙: after the reason, which everybody is told, and a yes to everybody who is. */
@Injectable()
export class CancelSessionCommand implements Command {
  readonly act = 'cancel-session';
  readonly audience = 'coordinators';

  constructor(
    private readonly planned: PlannedSessions,
    private readonly sessions: SessionActs,
  ) {}

  run(turn: Turn): Promise<CommandAnswer> {
    return this.planned.settle(turn, { running: true }, async ({ sessionId }, { entry, line }) => {
      const settled = { ...turn, step: withChosen(turn.step, entry) };
      const reason = turn.step.slots.note?.trim() ?? '';
      if (turn.step.sure === true && reason !== '') {
        const result = await this.sessions.cancel(turn.act(), sessionId, reason, turn.step.seen === HAPPENED);
        if (!result.ok && result.refusal.rule === 'already-happened') {
          const yes = [{ ...settled.step, sure: true, seen: HAPPENED }];
          const text = say.cancelHappened(line, result.refusal.happened);
          return replyPrivately(text, { question: { options: [], yes } });
        }
        return replyPrivately(
          result.ok
            ? say.cancelled(line, result.value.told.length)
            : say.sessionRefusal(result.refusal, turn.scope.zone),
        );
      }
      const people = await this.planned.concerned(turn, sessionId);
      if (reason === '') return wanting(settled, say.whyCancel(line, people), 'note');
      const yes = [{ ...settled.step, sure: true }];
      return replyPrivately(say.cancelPreview(line, people, reason), { question: { options: [], yes } });
    });
  }
}

/** 26号的沙龙照常举行: a session that was cancelled is held after all; who was told of the one is asked about the other. */
@Injectable()
export class RestoreSessionCommand implements Command {
  readonly act = 'restore-session';
  readonly audience = 'coordinators';

  constructor(
    private readonly planned: PlannedSessions,
    private readonly sessions: SessionActs,
  ) {}

  run(turn: Turn): Promise<CommandAnswer> {
    return this.planned.settle(turn, { cancelled: true, running: true }, async (session, { entry, line }) => {
      const settled = { ...turn, step: withChosen(turn.step, entry) };
      if (turn.step.sure !== true || turn.step.seen === undefined) {
        const yes = [{ ...settled.step, sure: true, seen: SHOWN }];
        const text = say.restorePreview(line, await this.planned.toldOfCancelling(turn, session));
        return replyPrivately(text, { question: { options: [], yes } });
      }
      const reason = turn.step.seen === REASON ? turn.step.slots.note?.trim() : undefined;
      const result = await this.sessions.restore(turn.act(), session.sessionId, reason);
      if (result.ok) return replyPrivately(say.restored(line, result.value.told.length));
      const text = say.sessionRefusal(result.refusal, turn.scope.zone);
      if (result.refusal.rule !== 'place-taken') return replyPrivately(text);
      return wanting({ ...settled, step: { ...settled.step, seen: REASON } }, say.reasonPlease(text), 'note');
    });
  }
}

/** 周六沙龙停止报名, and taking sign-ups again. Decorated for what its constructor is given: those below it inherit that. */
@Injectable()
abstract class SignUpCommand implements Command {
  abstract readonly act: 'close-sign-up' | 'open-sign-up';
  readonly audience = 'coordinators';

  constructor(
    private readonly planned: PlannedSessions,
    private readonly signUps: ChangeSignUp,
  ) {}

  run(turn: Turn): Promise<CommandAnswer> {
    const open = this.act === 'open-sign-up';
    return this.planned.settle(turn, { signUp: true }, async ({ sessionId, signUp }, { entry, line }) => {
      if (signUp?.closed === !open) return replyPrivately(say.signUpStands(line, open));
      if (turn.step.sure !== true) {
        const yes = [{ ...withChosen(turn.step, entry), sure: true }];
        return replyPrivately(say.signUpPreview(line, open, signUp), { question: { options: [], yes } });
      }
      const result = await this.signUps.change(turn.act(), { sessionId, open });
      const at = { zone: turn.scope.zone, today: turn.today };
      return replyPrivately(
        result.ok ? say.signUpChanged(line, open) : sayRegistration.registrationRefusal(result.refusal, at),
      );
    });
  }
}

/** 停止报名: no more sign-ups, whatever room there is. */
@Injectable()
export class CloseSignUpCommand extends SignUpCommand {
  readonly act = 'close-sign-up';
}

/** 重新开放报名. */
@Injectable()
export class OpenSignUpCommand extends SignUpCommand {
  readonly act = 'open-sign-up';
}
