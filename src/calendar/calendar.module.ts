import { Module } from '@nestjs/common';
import { ActsModule } from '../organisations/acts.module';
import { OrganisationsModule } from '../organisations/organisations.module';
import { ProgrammesModule } from '../programmes/programmes.module';
import { CalendarEntries } from './calendar-entries.repository';
import { CalendarFeeds } from './calendar-feeds.service';
import { CalendarFiles } from './calendar-files.service';
import { FeedReader } from './feed-reader.service';
import { FeedTokens } from './feed-tokens.service';
import { SessionCountsRepository } from './session-counts.repository';

@Module({
  imports: [ActsModule, OrganisationsModule, ProgrammesModule],
  providers: [CalendarEntries, CalendarFeeds, CalendarFiles, FeedReader, FeedTokens, SessionCountsRepository],
  exports: [CalendarFeeds, CalendarFiles, FeedTokens],
})
export class CalendarModule {}
