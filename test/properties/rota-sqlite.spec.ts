import { describeAnySequence } from './any-sequence';

describeAnySequence('sqlite');
