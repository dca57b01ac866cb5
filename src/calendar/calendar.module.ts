import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations/organisations.module';
import { ProgrammesModule } from '../programmes/programmes.module';
import { CalendarEntries } from './calendar-entries.repository';
import { CalendarFeeds } from './calendar-feeds.service';
import { CalendarFiles } from './calendar-files.service';
import { FeedTokens } from './feed-tokens.service';

@Module({
  imports: [OrganisationsModule, ProgrammesModule],
  providers: [CalendarEntries, CalendarFeeds, CalendarFiles, FeedTokens],
  exports: [CalendarFeeds, CalendarFiles, FeedTokens],
})
export class CalendarModule {}
