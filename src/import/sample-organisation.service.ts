import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { Instant } from '../kernel/clock';
import { done, refused, type Result } from '../kernel/result';
import { isCoordinator, type ActContext } from '../acts/domain/act-context';
import { isAnyThere, isSample } from '../organisations/organisations.queries';
import { RemoveOrganisation } from '../organisations/remove-organisation.service';
import { ImportOrganisation } from './import-organisation.service';

const FILE = join(__dirname, 'sample/sample-organisation.json');

export type SampleRefusal = { readonly rule: 'not-allowed' } | { readonly rule: 'no-sample' };

/** The organisation with which an empty installation can be tried out at once, and which goes without a trace. */
@Injectable()
export class SampleOrganisation {
  constructor(
    private readonly database: Database,
    private readonly importing: ImportOrganisation,
    private readonly organisations: RemoveOrganisation,
  ) {}

  /** Loads it when there is no organisation at all; true when it did. */
  async loadIfEmpty(now: Instant): Promise<boolean> {
    if (await this.database.read(isAnyThere)) return false;
    const file: unknown = JSON.parse(await readFile(FILE, 'utf8'));
    const loaded = await this.importing.import(file, now, { sample: true });
    if (!loaded.ok) throw new Error(`the sample organisation is faulty: ${loaded.refusal.faults.join('; ')}`);
    return true;
  }

  /** Removes the sample organisation of the one who asks with everything in it; never any other. */
  async remove(context: ActContext): Promise<Result<{ orgId: string }, SampleRefusal>> {
    if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
    const { orgId } = context.scope;
    return this.database.write(async (tx) => {
      if (!(await isSample(tx, orgId))) return refused({ rule: 'no-sample' });
      await this.organisations.remove(tx, orgId);
      return done({ orgId });
    });
  }
}
