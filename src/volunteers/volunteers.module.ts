import { Module } from '@nestjs/common';
import { ActsModule } from '../organisations/acts.module';
import { TakeLeave } from './take-leave.service';
import { VolunteersService } from './volunteers.service';

@Module({ imports: [ActsModule], providers: [VolunteersService, TakeLeave], exports: [VolunteersService, TakeLeave] })
export class VolunteersModule {}
