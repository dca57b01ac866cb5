import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';

/** The folder of the project, wherever the command was called from. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** The types of the API for the web pages; made by every build and every check, so kept out of the repository and of the marks. */
export const API_TYPES = join(ROOT, 'web', 'shared', 'api.d.ts');

const LEAST_NODE = [20, 19];
const INSTALL_MARK = join(ROOT, 'node_modules', '.xinyue-lock');
const BUILD_MARK = join(ROOT, 'dist', '.xinyue-build');
const BUILDERS = ['build', 'api', 'answers', 'json-schemas'].map((name) => `tools/${name}.mjs`);
const SERVER_INPUTS = ['src', 'config', 'migrations', 'test', '.swcrc', ...BUILDERS, 'package-lock.json'];
/** The pages take the words for rules and for messages from where the service has them. */
const WEB_INPUTS = [
  'web',
  'docs/guide',
  'docs/screens',
  'src/messaging/domain',
  'src/rota/domain',
  'package-lock.json',
];

/** One short line of progress; standard output stays free for what a command has to say. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** Ends the process with one clear line. */
export function giveUp(line, status = 1) {
  say(line);
  process.exit(status);
}

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const recent = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
  if (!recent) giveUp(`需要 Node ${LEAST_NODE.join('.')} 以上，现为 ${process.versions.node} (a newer Node is needed)`);
}

/** Everything that is needed to run: the packages of the lock file, and the build of the sources as they are now. */
export async function ensureReady() {
  await ensureInstalled();
  await ensureBuilt();
}

/** Afterwards node_modules holds exactly what package-lock.json says, development tools included. */
export async function ensureInstalled() {
  requireNode();
  const wanted = lockHash();
  if (read(INSTALL_MARK) === wanted) return;
  await withLock(join(ROOT, '.setup.lock'), async (nameChild) => {
    if (read(INSTALL_MARK) === wanted) return;
    if (!installedAsLocked()) await install(nameChild);
    writeFileSync(INSTALL_MARK, wanted);
  });
}

/** Afterwards dist/ is built from the sources as they are now; nothing is done when it already was. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  await withLock(join(ROOT, '.setup.lock'), async () => {
    if (isBuilt()) return;
    say('正在构建… building');
    const begun = performance.now();
    const wanted = buildHashes();
    const built = buildMark();
    const parts = Object.keys(wanted).filter((part) => wanted[part] !== built[part]);
    const status = await run(process.execPath, [join(ROOT, 'tools', 'build.mjs'), JSON.stringify(wanted), ...parts]);
    if (status !== 0) giveUp('构建失败 the build failed, see above');
    say(`构建完成 built in ${seconds(begun)} s`);
  });
}

async function install(nameChild) {
  say('正在安装依赖，首次约需一两分钟… installing packages');
  const begun = performance.now();
  rmSync(INSTALL_MARK, { force: true });
  const [command, before] = npm();
  const options = [
    'ci',
    '--include=dev',
    '--ignore-scripts',
    '--no-engine-strict',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const pulse = setInterval(() => say(`  仍在安装… still installing (${seconds(begun)} s)`), 15_000);
  // npm hands the settings of the command that is running on by environment: they must not decide this install.
  const env = { ...process.env, NODE_ENV: 'development', npm_config_omit: '', npm_config_production: undefined };
  const shell = process.platform === 'win32' && before.length === 0;
  const status = await run(command, [...before, ...options], { env, shell }, nameChild);
  clearInterval(pulse);
  if (status !== 0) giveUp('安装失败：请检查网络后重试 (npm ci failed, see above)');
  say(`依赖已安装 installed in ${seconds(begun)} s`);
}

function npm() {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.c?js$/.test(script)) return [process.execPath, [script]];
  return ['npm', []];
}

/** Runs a command whose output goes to standard error, and resolves to its exit status. */
export function run(command, args, options = {}, started = () => {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: ['ignore', 2, 2], ...options });
    if (child.pid) started(child.pid);
    child.once('error', (error) => {
      say(`${command}: ${error.message}`);
      resolve(127);
    });
    child.once('exit', (status) => resolve(status ?? 1));
  });
}

/** The first of `names` that is an executable file on the PATH or in the places where servers live. */
export function findProgram(...names) {
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter),
    '/usr/sbin',
    '/usr/local/sbin',
    '/usr/local/bin',
    '/sbin',
  ];
  for (const name of names) {
    const found = name.includes('/') ? [name] : folders.filter(Boolean).map((folder) => join(folder, name));
    const program = found.find((path) => existsSync(path) && statSync(path).isFile());
    if (program) return program;
  }
  return null;
}

export const seconds = (begun) => ((performance.now() - begun) / 1000).toFixed(1);

function lockHash() {
  return hashOf([join(ROOT, 'package-lock.json')], `${process.platform}-${process.arch}`);
}

/** True when npm finished an install of this very lock file, whoever called it. */
function installedAsLocked() {
  const wanted = json(join(ROOT, 'package-lock.json'))?.packages;
  const present = json(join(ROOT, 'node_modules', '.package-lock.json'))?.packages;
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith('node_modules/') || !entry.version || entry.optional || entry.peer || entry.link) return true;
    return present[path]?.version === entry.version && existsSync(join(ROOT, path, 'package.json'));
  });
}

function isBuilt() {
  const wanted = buildHashes();
  const built = buildMark();
  return Object.keys(wanted).every((part) => wanted[part] === built[part]);
}

function buildMark() {
  return json(BUILD_MARK) ?? {};
}

function buildHashes() {
  const all = (names) => names.map((name) => join(ROOT, name)).flatMap(filesUnder);
  return {
    server: hashOf(all(SERVER_INPUTS).filter((path) => !path.endsWith('.spec.ts'))),
    web: existsSync(join(ROOT, 'web')) ? hashOf(all(WEB_INPUTS)) : 'none',
  };
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name !== 'node_modules' && name !== 'dist')
    .sort()
    .flatMap((name) => filesUnder(join(path, name)))
    .filter((file) => file !== API_TYPES);
}

function hashOf(paths, salt = '') {
  const hash = createHash('sha256').update(salt);
  for (const path of paths) hash.update(`\0${relative(ROOT, path)}\0`).update(readFileSync(path));
  return hash.digest('hex');
}

function read(path) {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}

function json(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** A fresh folder for this run under `dist`'s neighbour, on the same disk, so that a rename can put it in place. */
export function emptyFolder(path) {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return path;
}
