/**
 * `npm start`: sets up what is missing, then serves until it is told to stop. The script in package.json uses `exec`, so
 * that npm hands its signals to this process instead of a shell that keeps them; its second half is for Windows alone.
 */
import { join } from 'node:path';
import { ROOT, ensureReady } from './setup.mjs';
import { runNode } from './run-node.mjs';

await ensureReady();
process.exit(await runNode(join(ROOT, 'dist', 'src', 'main.js'), process.argv.slice(2)));
