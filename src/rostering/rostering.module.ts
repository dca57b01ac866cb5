import { Module } from '@nestjs/common';
import { RosterEngine } from './roster-engine.service';

@Module({ providers: [RosterEngine], exports: [RosterEngine] })
export class RosteringModule {}
