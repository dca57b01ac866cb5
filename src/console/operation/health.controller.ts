import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { Request } from 'express';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { HealthCheck, HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import { Database } from '../../database/database';
import type { Configuration } from '../../../config/configuration';
import { CONFIGURATION } from '../../kernel/configuration.token';
import { installationId } from '../../installation/installation-facts';
import { lastGoodBackup } from '../../installation/backup-log';
import { Maintenance } from '../../installation/maintenance.service';
import { AppClock } from '../../kernel/app-clock';
import { HOUR } from '../../kernel/clock';
import { DeliveryFigures } from '../../messaging/delivery-figures.service';
import { isAnyThere } from '../../organisations/organisations.queries';

const MEGABYTE = 1024 * 1024;
/** With less than this, claims may soon be refused. */
const LEAST_MEGABYTES = 50;

/** How a request looks when it has come through whatever stands before the service. */
export interface SeenFromHere {
  readonly installation: string;
  readonly scheme: string;
  readonly host: string;
  /** Whether anybody handed on for whom it is asked. */
  readonly forwarded: boolean;
}

/** For whoever watches the service: is it alive, may it be given work. */
@ApiTags('operation')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly database: Database,
    private readonly figures: DeliveryFigures,
    private readonly clock: AppClock,
    private readonly maintenance: Maintenance,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** For the operator's command, which asks at PUBLIC_URL: is it this very installation, and what does a proxy hand on. */
  @Get('seen')
  @ApiOperation({ summary: 'Which installation answers, and how the request looks from here' })
  async seen(@Req() request: Request): Promise<SeenFromHere> {
    return {
      installation: await installationId(this.database),
      scheme: request.protocol,
      host: request.host,
      forwarded: request.headers['x-forwarded-for'] !== undefined,
    };
  }

  @Get('ready')
  @HealthCheck()
  @ApiOperation({ summary: 'The database answers and has the tables that this version needs' })
  async ready(): Promise<HealthCheckResult> {
    return this.health.check([
      () => this.databaseAnswers(),
      () => this.roomOnDisk(),
      () => this.transportState(),
      () => this.backupAge(),
      () => this.maintenanceState(),
    ]);
  }

  private async maintenanceState() {
    return this.indicators.check('maintenance').up({ on: await this.maintenance.isOn() });
  }

  /** An old copy is told and no reason to send no people. */
  private async backupAge() {
    const indicator = this.indicators.check('backup');
    const last = await this.database.read(lastGoodBackup).catch(() => null);
    return indicator.up({ ageHours: last === null ? null : Math.floor((this.clock.now() - last) / HOUR) });
  }

  /** Redis that is away is told and no reason to send no people: the database does its work meanwhile. */
  private transportState() {
    return this.indicators.check('transport').up({ state: this.figures.transport() });
  }

  /** Of the embedded database; a server's disk is its own to watch. */
  private async roomOnDisk() {
    const indicator = this.indicators.check('disk');
    const { databaseUrl } = this.configuration;
    if (!databaseUrl.startsWith('sqlite:') || databaseUrl === 'sqlite::memory:') return indicator.up();
    const { bavail, bsize } = await statfs(dirname(databaseUrl.slice('sqlite:'.length)));
    const megabytes = Math.floor((bavail * bsize) / MEGABYTE);
    return megabytes < LEAST_MEGABYTES ? indicator.down({ megabytes }) : indicator.up({ megabytes });
  }

  private async databaseAnswers() {
    const indicator = this.indicators.check('database');
    try {
      await this.database.read(isAnyThere);
      return indicator.up({ engine: this.database.engine });
    } catch {
      return indicator.down('the database does not answer');
    }
  }
}
