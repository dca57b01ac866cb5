/** `npm start`: sets up what is missing, then serves until it is told to stop. */
import { join } from 'node:path';
import { ROOT, ensureReady } from './setup.mjs';
import { runNode } from './run-node.mjs';

await ensureReady();
process.exit(await runNode(join(ROOT, 'dist', 'src', 'main.js'), process.argv.slice(2)));
