import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { satisfies } from 'semver';

const ROOT = join(__dirname, '..', '..');

interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly engines?: { readonly node?: string };
  readonly optionalDependencies?: Record<string, string>;
}

interface Manifest {
  readonly allowScripts: Record<string, boolean>;
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}

const read = (name: string): unknown => JSON.parse(readFileSync(join(ROOT, name), 'utf8'));
const lock = (read('package-lock.json') as { packages: Record<string, Entry> }).packages;
const manifest = read('package.json') as Manifest;
const entries = Object.entries(lock).filter(([path, entry]) => path !== '' && entry.link !== true);

describe('the lock file', () => {
  it.each(['20.19.0', '20.20.2', '22.13.0', '24.11.0', '24.21.0'])('holds no package that refuses Node %s', (node) => {
    const refusing = entries.filter(([, { engines }]) => engines?.node && !satisfies(node, engines.node));
    expect(refusing.map(([path, { engines }]) => `${path} wants ${String(engines?.node)}`)).toEqual([]);
  });

  it('names no registry, so that any mirror will do', () => {
    const text = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
    expect(text.match(/"resolved": "(?!tools\/)[^"]*"/g) ?? []).toEqual([]);
  });

  it('knows the optional packages of every platform, without which another machine refuses it', () => {
    const missing = Object.entries(lock).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !lock[`node_modules/${name}`] && !lock[`${path}/node_modules/${name}`])
        .map((name) => `${path} → ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('lets no package run a script of its own when it is installed', () => {
    const scripted = entries.filter(([, entry]) => entry.hasInstallScript);
    const names = new Set(scripted.map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 13)));
    expect([...names].sort()).toEqual(Object.keys(manifest.allowScripts).sort());
    expect(Object.values(manifest.allowScripts)).not.toContain(true);
    expect(readFileSync(join(ROOT, '.npmrc'), 'utf8')).toContain('ignore-scripts=true');
  });

  it('pins every direct dependency to one version', () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, wanted]) => !/^(\d+\.\d+\.\d+|file:\.\/tools\/empty-package)$/.test(wanted),
    );
    expect(loose).toEqual([]);
  });
});
