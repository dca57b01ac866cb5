/** Where the data is. */
export type DatabaseAddress =
  | { readonly engine: 'sqlite'; readonly file: string | null }
  | {
      readonly engine: 'mysql';
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly password: string;
      readonly database: string;
    };

const FORMS = 'sqlite:./data/xinyue.db or mysql://user:password@host:3306/name';

/** Reads `sqlite:<file>`, `sqlite::memory:` (file null) or `mysql://…`. Throws an Error of one sentence for anything else; it never repeats the password. */
export function readDatabaseUrl(url: string): DatabaseAddress {
  if (url.startsWith('sqlite:')) return { engine: 'sqlite', file: sqliteFile(url) };
  if (!/^(?:mysql|mariadb):\/\//.test(url)) throw new Error(`the database URL must look like ${FORMS}`);
  const { hostname, port, username, password, pathname } = parsed(url);
  const database = decoded(pathname.slice(1));
  if (!/^[A-Za-z0-9_$-]{1,64}$/.test(database)) {
    throw new Error(
      'the database URL must end with the name of the database, as in mysql://user:password@host:3306/name',
    );
  }
  return {
    engine: 'mysql',
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? 3306 : Number(port),
    user: decoded(username),
    password: decoded(password),
    database,
  };
}

function sqliteFile(url: string): string | null {
  const file = url.slice('sqlite:'.length).replace(/^\/\/(?=\/|\.)/, '');
  if (file === ':memory:') return null;
  if (file === '' || file.endsWith('/') || file.includes('\0'))
    throw new Error(`the database URL must name a file, as in ${FORMS}`);
  return file;
}

function parsed(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw new Error(`the database URL must look like ${FORMS}; a special character in the password is written as %40`);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Error('the database URL has a % that is not followed by two hexadecimal digits');
  }
}
