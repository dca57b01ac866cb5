import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something that the installation must find again at every start as it left it. */
@Entity('installation_facts')
export class InstallationFactRow {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  name: string;

  @Column({ name: 'value', type: 'varchar', length: 200 })
  value: string;
}
