import { Injectable } from '@nestjs/common';
import type { Instant } from '../../kernel/clock';
import { ActLinks } from '../../accounts/act-links.service';
import { Installation } from '../../accounts/installation.service';
import type { LinkKind } from '../../accounts/domain/act-link';
import { FEEDBACK_FOR } from '../../registrations/domain/registration-rules';
import { SIGN_OFF_GRACE } from '../../rota/domain/serving';

/**
 * Links for the message that is about one duty or one session: to its page, or to the one answer that the message asks
 * for. null where no phone could open it. A link works for as long as there is something to answer, and for nobody but
 * the person of the message.
 */
@Injectable()
export class PageLinks {
  constructor(
    private readonly links: ActLinks,
    private readonly installation: Installation,
  ) {}

  duty(personId: string, { assignmentId, end }: { assignmentId: string; end: Instant }): string | null {
    return this.link('duty', personId, assignmentId, end + SIGN_OFF_GRACE);
  }

  session(personId: string, { sessionId, end }: { sessionId: string; end: Instant }): string | null {
    return this.link('session', personId, sessionId, end + FEEDBACK_FOR);
  }

  /** To say of one duty that she comes. */
  confirm(personId: string, { assignmentId, end }: { assignmentId: string; end: Instant }): string | null {
    return this.link('confirm', personId, assignmentId, end);
  }

  /** To give one duty back. */
  letGo(personId: string, { assignmentId, start }: { assignmentId: string; start: Instant }): string | null {
    return this.link('let-go', personId, assignmentId, start);
  }

  /** To give one household's place back. */
  unregister(personId: string, registrationId: string, { start }: { start: Instant }): string | null {
    return this.link('unregister', personId, registrationId, start);
  }

  private link(kind: LinkKind, personId: string, subjectId: string, expires: Instant): string | null {
    return this.installation.reachable ? this.links.url({ kind, personId, subjectId, expires }) : null;
  }
}
