import { Injectable } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { Database } from '../../database/database';
import { lastGoodBackup } from '../../installation/backup-log';
import { SECOND } from '../../kernel/clock';
import { DeliveryFigures, type Audit } from '../../messaging/delivery-figures.service';
import { Outbox } from '../../messaging/outbox.service';
import { AppClock } from '../../kernel/app-clock';
import { Acts } from '../../acts/acts.service';

/** Figures about the running service in the Prometheus format; none of them names a person. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'xinyue_http_request_seconds',
    help: 'Duration of HTTP requests by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [this.registry],
  });

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly acts: Acts,
    private readonly figures: DeliveryFigures,
    private readonly clock: AppClock,
  ) {
    collectDefaultMetrics({ register: this.registry });
    this.observeOutbox();
    this.observeDeliveries();
    this.observeAudit();
    this.observeActs();
    this.observeBackups();
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  async text(): Promise<string> {
    return this.registry.metrics();
  }

  /** Measures every request, by the pattern of its route. */
  readonly middleware = (request: Request, response: Response, next: NextFunction): void => {
    const began = performance.now();
    response.once('finish', () => {
      const route = (request.route as { path?: unknown } | undefined)?.path;
      const labels = {
        method: request.method,
        route: typeof route === 'string' ? route : 'none',
        status: String(response.statusCode),
      };
      this.observe(labels, began);
    });
    next();
  };

  /** Counts a request that has been answered; `began` by `performance.now()`. */
  observe(labels: { readonly method: string; readonly route: string; readonly status: string }, began: number): void {
    this.requests.observe(labels, (performance.now() - began) / SECOND);
  }

  private observeOutbox(): void {
    const pending = new Gauge({
      name: 'xinyue_outbox_pending',
      help: 'Messages that are due and not sent yet',
      registers: [this.registry],
    });
    const { database, outbox, clock } = this;
    new Gauge({
      name: 'xinyue_outbox_oldest_due_seconds',
      help: 'How long the oldest due message has been waiting',
      registers: [this.registry],
      async collect() {
        const now = clock.now();
        const backlog = await database.read((tx) => outbox.backlog(tx, now));
        pending.set(backlog.due);
        this.set(backlog.oldestDueMs === null ? 0 : Math.max(0, now - backlog.oldestDueMs) / SECOND);
      },
    });
  }

  private observeDeliveries(): void {
    const late = new Histogram({
      name: 'xinyue_outbox_lateness_seconds',
      help: 'How long after the instant at which it might have left a message was sent by this process',
      labelNames: ['class'],
      buckets: [0.5, 1, 2, 5, 10, 30, 60, 300, 3600],
      registers: [this.registry],
    });
    const settled = new Counter({
      name: 'xinyue_outbox_settled_total',
      help: 'Attempts of this process by what they came to; pending: put off',
      labelNames: ['state', 'channel'],
      registers: [this.registry],
    });
    this.figures.onSettled(({ state, class: one, channel, lateMs }) => {
      settled.inc({ state, channel: channel ?? 'none' });
      if (state === 'sent') late.observe({ class: one }, lateMs / SECOND);
    });
    const { figures } = this;
    new Gauge({
      name: 'xinyue_transport_up',
      help: 'Whether Redis answers; 0: it is set up and away, the database alone is used',
      registers: [this.registry],
      collect() {
        if (figures.transport() !== 'off') this.set(figures.transport() === 'up' ? 1 : 0);
        else this.remove();
      },
    });
  }

  private observeAudit(): void {
    const { figures, clock } = this;
    const found = (name: string, help: string, of: (audit: Audit) => number): void => {
      new Gauge({
        name,
        help,
        registers: [this.registry],
        collect() {
          if (figures.audit) this.set(of(figures.audit));
        },
      });
    };
    found(
      'xinyue_audit_overdue',
      'Messages that should have left more than a minute before the last audit',
      (a) => a.overdue,
    );
    found('xinyue_audit_missing', 'Seats that the last audit had to remind of itself', (a) => a.missing);
    found('xinyue_audit_age_seconds', 'Since the last audit of this process', (a) => (clock.now() - a.at) / SECOND);
  }

  private observeBackups(): void {
    const { database, clock } = this;
    new Gauge({
      name: 'xinyue_backup_age_seconds',
      help: 'Since the last copy of the database that nothing speaks against; absent: there is none',
      registers: [this.registry],
      async collect() {
        const last = await database.read(lastGoodBackup);
        if (last === null) this.remove();
        else this.set((clock.now() - last) / SECOND);
      },
    });
  }

  private observeActs(): void {
    const { acts } = this;
    new Gauge({
      name: 'xinyue_acts_total',
      help: 'Acts performed since the start of this process',
      labelNames: ['act', 'outcome'],
      registers: [this.registry],
      collect() {
        for (const { act, outcome, count } of acts.performed()) this.set({ act, outcome }, count);
      },
    });
  }
}
