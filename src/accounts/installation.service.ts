import { Inject, Injectable } from '@nestjs/common';
import type { Configuration } from '../../config/configuration';
import { CONFIGURATION } from '../kernel/configuration.token';

/** How this installation is known to the outside. */
@Injectable()
export class Installation {
  /** Where people reach its pages, without a slash at the end. */
  readonly baseUrl: string;
  /** Whether that address was given; else it is one on this machine, which no phone can open. */
  readonly reachable: boolean;
  /** Who invites: the name and mailbox that mails come from; null when no mail is sent. */
  readonly organizer: { readonly name: string; readonly email: string } | null;
  /** Whose calendars may be read; empty: nobody's. */
  readonly calendarHosts: readonly string[];

  constructor(@Inject(CONFIGURATION) { publicUrl, host, port, smtpUrl, mailFrom, calendarHosts }: Configuration) {
    this.baseUrl = publicUrl ?? `http://${host}:${String(port)}`;
    this.reachable = publicUrl !== null;
    this.calendarHosts = calendarHosts;
    this.organizer = smtpUrl === null ? null : mailFrom;
  }
}
