/** Builds the parts named on the command line into a neighbour of dist/, then puts that in dist's place in one step. */
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { ROOT, emptyFolder, ensureInstalled, ensureBuilt, giveUp, run, say } from './setup.mjs';

const require = createRequire(import.meta.url);
const SERVER_FOLDERS = ['src', 'config', 'migrations', 'test'];
const DIST = join(ROOT, 'dist');

if (process.argv.length > 2) await build(JSON.parse(process.argv[2]), process.argv.slice(3));
else {
  await ensureInstalled();
  await ensureBuilt();
}

async function build(marks, parts) {
  const next = emptyFolder(join(ROOT, `dist.next-${process.pid}`));
  process.once('exit', () => rmSync(next, { recursive: true, force: true }));
  if (!parts.includes('server')) keep(SERVER_FOLDERS, next);
  if (!parts.includes('web')) keep(['web'], next);
  await Promise.all([
    parts.includes('server') && compileServer(next),
    parts.includes('server') && describeApi(next),
    parts.includes('web') && buildWeb(join(next, 'web')),
  ]);
  writeFileSync(join(next, '.xinyue-build'), JSON.stringify(marks));
  replaceDist(next);
}

async function compileServer(target) {
  const { transformFile } = require('@swc/core');
  const sources = SERVER_FOLDERS.flatMap((folder) => filesOf(join(ROOT, folder)));
  const faults = [];
  await Promise.all(
    sources.map(async (source) => {
      const output = join(target, relative(ROOT, source));
      mkdirSync(dirname(output), { recursive: true });
      if (!/(?<!\.d)\.ts$/.test(source)) return cpSync(source, output);
      try {
        const { code, map } = await transformFile(source, { sourceFileName: relative(dirname(output), source) });
        const script = output.replace(/\.ts$/, '.js');
        writeFileSync(script, `${code}\n//# sourceMappingURL=${script.split('/').pop()}.map\n`);
        if (map) writeFileSync(`${script}.map`, map);
      } catch (error) {
        faults.push(`${relative(ROOT, source)}: ${error.message}`);
      }
    }),
  );
  if (faults.length > 0) giveUp(faults.join('\n'));
}

/** Specs, and the fixtures only they read, stay out of the build; benches and the harness that they use go in. */
function filesOf(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return /\.spec\.ts$/.test(path) ? [] : [path];
  return readdirSync(path)
    .filter((name) => name !== 'corpus' && !name.startsWith('.'))
    .flatMap((name) => filesOf(join(path, name)));
}

/** What the service adds to the description of its API, and the types of the pages. */
async function describeApi(target) {
  const status = await run(process.execPath, [join(ROOT, 'tools', 'api.mjs'), target]);
  if (status !== 0) giveUp('接口说明生成失败 the API could not be described, see above');
}

async function buildWeb(target) {
  const settings = ['vite.config.mjs', 'vite.config.mts', 'vite.config.ts'].map((name) => join(ROOT, 'web', name));
  const config = settings.find((path) => existsSync(path));
  if (!config) return;
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', '--config', config, '--outDir', target, '--emptyOutDir', '--logLevel', 'warn'];
  const status = await run(process.execPath, args, { cwd: join(ROOT, 'web') });
  if (status !== 0) giveUp('网页构建失败 the web pages could not be built, see above');
}

function keep(folders, target) {
  for (const folder of folders) {
    const from = join(DIST, folder);
    if (existsSync(from)) cpSync(from, join(target, folder), { recursive: true });
  }
}

function replaceDist(next) {
  const old = join(ROOT, `dist.old-${process.pid}`);
  if (existsSync(DIST)) renameSync(DIST, old);
  renameSync(next, DIST);
  try {
    rmSync(old, { recursive: true, force: true });
  } catch (error) {
    say(`  旧的构建未能删除 ${old} could not be removed: ${error.message}`);
  }
}
