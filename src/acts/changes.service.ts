import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { filter, Subject, type Observable } from 'rxjs';

/** Something was done in an organisation. */
export interface Change {
  readonly orgId: string;
  /** The act, `rota.claim`. */
  readonly act: string;
}

/** Tells those who watch an organisation that something was done in it, once it is kept; by this process alone. */
@Injectable()
export class Changes implements OnModuleDestroy {
  private readonly subject = new Subject<Change>();

  announce(change: Change): void {
    this.subject.next(change);
  }

  of(orgId: string): Observable<Change> {
    return this.subject.pipe(filter((change) => change.orgId === orgId));
  }

  /** Open streams would keep the server from closing. */
  onModuleDestroy(): void {
    this.subject.complete();
  }
}
