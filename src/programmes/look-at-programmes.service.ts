import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { OrgScope } from '../organisations/domain/act-context';
import { Programmes, type Programme } from './programmes.service';

/** The programmes of an organisation with everything that is set for them. */
@Injectable()
export class LookAtProgrammes {
  constructor(
    private readonly database: Database,
    private readonly programmes: Programmes,
  ) {}

  async list(scope: OrgScope): Promise<Programme[]> {
    return this.database.read((tx) => this.programmes.list(tx, scope));
  }
}
