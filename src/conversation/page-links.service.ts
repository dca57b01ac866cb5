import { Injectable } from '@nestjs/common';
import type { Instant } from '../kernel/clock';
import { ActLinks } from '../organisations/act-links.service';
import { Installation } from '../organisations/installation.service';
import type { LinkKind } from '../organisations/domain/act-link';
import { FEEDBACK_FOR } from '../registrations/domain/registration-rules';
import { SIGN_OFF_GRACE } from '../rota/domain/serving';

/**
 * Links to the page of one duty or one session, for the message that is about it. null where no phone could open it. A
 * link works for as long as there is something to answer, and for nobody but the person of the message.
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

  private link(kind: LinkKind, personId: string, subjectId: string, expires: Instant): string | null {
    return this.installation.reachable ? this.links.url({ kind, personId, subjectId, expires }) : null;
  }
}
