/** `node typescript-child.cjs FILE.ts …`: runs one TypeScript file of the tests in a process of its own, for tests that kill it. */
const { resolve } = require('node:path');
require('../../tools/typescript-loader.cjs');

require(resolve(process.argv[2]));
