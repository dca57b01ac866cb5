import { Column, Entity, PrimaryColumn } from 'typeorm';
import { numberTransformer } from './column-types';

/** How many committed units have changed what shows in calendars: the sum of all rows. */
@Entity('change_counters')
export class ChangeCounterRow {
  @PrimaryColumn({ name: 'counter', type: 'int' })
  counter: number;

  @Column({ name: 'revision', type: 'bigint', transformer: numberTransformer })
  revision: number;
}
