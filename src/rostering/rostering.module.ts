import { Module } from '@nestjs/common';
import type { Configuration } from '../../config/configuration';
import { CONFIGURATION } from '../kernel/configuration.token';
import { RosterEngine } from './roster-engine.service';

const ENGINE = {
  provide: RosterEngine,
  inject: [CONFIGURATION],
  useFactory: ({ draftCores }: Configuration) => new RosterEngine(draftCores),
};

@Module({ providers: [ENGINE], exports: [RosterEngine] })
export class RosteringModule {}
