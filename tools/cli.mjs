/** One of the service's commands (`simulate`, `roster`, `parse`, `report`): its own set-up, then the command itself. */
import { join } from 'node:path';
import { ROOT, ensureReady } from './setup.mjs';
import { runNode } from './run-node.mjs';

await ensureReady();
process.exit(await runNode(join(ROOT, 'dist', 'src', 'cli.js'), process.argv.slice(2)));
