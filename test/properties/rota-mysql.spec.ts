import { databasesUnderTest } from '../harness/databases';
import { describeAnySequence } from './any-sequence';

if (databasesUnderTest().includes('mysql')) describeAnySequence('mysql');
