import { Module } from '@nestjs/common';
import { ActsModule } from '../organisations/acts.module';
import { ProgrammesModule } from '../programmes/programmes.module';
import { CalendarEntries } from './calendar-entries.repository';
import { CalendarFeeds } from './calendar-feeds.service';
import { CalendarFiles } from './calendar-files.service';
import { FeedTokens } from './feed-tokens.service';

@Module({
  imports: [ActsModule, ProgrammesModule],
  providers: [CalendarEntries, CalendarFeeds, CalendarFiles, FeedTokens],
  exports: [CalendarFeeds, CalendarFiles, FeedTokens],
})
export class CalendarModule {}
