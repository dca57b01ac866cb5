import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { HealthCheck, HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import { Database } from '../../database/database';
import { DeliveryFigures } from '../../messaging/delivery-figures.service';
import { isAnyThere } from '../../organisations/organisations.queries';

/** For whoever watches the service: is it alive, may it be given work. */
@ApiTags('operation')
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly database: Database,
    private readonly figures: DeliveryFigures,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @HealthCheck()
  @ApiOperation({ summary: 'The database answers and has the tables that this version needs' })
  async ready(): Promise<HealthCheckResult> {
    return this.health.check([() => this.databaseAnswers(), () => this.transportState()]);
  }

  /** Redis that is away is told and no reason to send no people: the database does its work meanwhile. */
  private transportState() {
    return this.indicators.check('transport').up({ state: this.figures.transport() });
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
