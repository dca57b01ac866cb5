import type { MigrationInterface, QueryRunner } from 'typeorm';
import { replaceCheck } from '../src/database/column-types';

const BEFORE = "role IN ('volunteer','coordinator','participant','leader','operator')";
const NOW = "role IN ('volunteer','coordinator','county-coordinator','participant','leader','operator')";

/** A county coordinator works in her county and in the organisations below it. */
export class LetGrantsReachACounty1795564800073 implements MigrationInterface {
  readonly name = 'LetGrantsReachACounty1795564800073';

  async up(queryRunner: QueryRunner): Promise<void> {
    await replaceCheck(queryRunner, 'grants', 'ck_grants_role', NOW);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("DELETE FROM grants WHERE role = 'county-coordinator'");
    await replaceCheck(queryRunner, 'grants', 'ck_grants_role', BEFORE);
  }
}
