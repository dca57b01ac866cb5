import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually, freePort, programAt } from './programs';

const PASSWORD = 'of-the-test';
const START_MS = 30_000;

/** exim4 takes mails in, dovecot keeps and hands them out: a throw-away mail server of Debian's own programs. */
export interface MailServer {
  readonly smtpUrl: string;
  imapUrl(address: string): string;
  /** Kills the mailbox's program, does `meanwhile`, and starts it again; mails go on being taken in. */
  withoutMailbox(meanwhile: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** Which of the programs are missing here. */
export const missingMailPrograms = (): string[] => ['exim4', 'dovecot'].filter((name) => programAt(name) === null);

/** Starts one that knows these addresses and refuses all others. */
export async function aMailServer(...addresses: readonly string[]): Promise<MailServer> {
  const folder = mkdtempSync(join(tmpdir(), 'xinyue-mail-'));
  for (const part of ['spool', 'mail', 'run', 'state']) mkdirSync(join(folder, part));
  for (const part of ['', 'spool', 'mail', 'run', 'state']) chmodSync(join(folder, part), 0o777);
  const [smtp, imap] = [await freePort(), await freePort()];
  writeFileSync(join(folder, 'mailboxes'), addresses.map((address) => `"${address}":\n`).join(''));
  writeFileSync(join(folder, 'exim.conf'), eximConfiguration(folder, smtp));
  writeFileSync(join(folder, 'dovecot.conf'), dovecotConfiguration(folder, imap));
  const aMailbox = (): ChildProcess => started('dovecot', ['-F', '-c', join(folder, 'dovecot.conf')]);
  let dovecot = aMailbox();
  const exim = started('exim4', ['-bdf', '-C', join(folder, 'exim.conf')]);
  const stop = async (): Promise<void> => {
    for (const child of [exim, dovecot]) {
      if (child.exitCode !== null) continue;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await Promise.race([ended, sleep(5_000, undefined, { ref: false }).then(() => child.kill('SIGKILL'))]);
    }
    rmSync(folder, { recursive: true, force: true });
  };
  for (const port of [smtp, imap]) {
    if (await answers(port)) continue;
    const logs = ['exim-main.log', 'exim-panic.log', 'dovecot.log'].map((name) => lastLines(join(folder, name)));
    await stop();
    throw new Error(`the mail server did not start:\n${logs.join('\n')}`);
  }
  return {
    smtpUrl: `smtp://127.0.0.1:${String(smtp)}`,
    imapUrl: (address) => `imap://${encodeURIComponent(address)}:${PASSWORD}@127.0.0.1:${String(imap)}`,
    async withoutMailbox(meanwhile) {
      const ended = once(dovecot, 'exit');
      // with the processes that serve its connections: they outlive their master
      process.kill(-(dovecot.pid ?? 0), 'SIGKILL');
      await ended;
      await meanwhile();
      dovecot = aMailbox();
      if (!(await answers(imap))) throw new Error(lastLines(join(folder, 'dovecot.log')));
    },
    stop,
  };
}

function started(name: string, args: readonly string[]): ChildProcess {
  const child = spawn(programAt(name) ?? name, args, { stdio: 'ignore', detached: true });
  process.once('exit', () => child.kill('SIGKILL'));
  return child;
}

const answers = (port: number): Promise<boolean> =>
  eventually(
    () =>
      new Promise<true | null>((resolve) => {
        const socket = connect(port, '127.0.0.1');
        socket.once('connect', () => {
          socket.destroy();
          resolve(true);
        });
        socket.once('error', () => {
          resolve(null);
        });
      }),
    START_MS,
  ).catch(() => false);

/** Takes mails for the addresses it knows and puts them where dovecot finds them. */
const eximConfiguration = (folder: string, smtp: number): string => `
primary_hostname = mail.test
spool_directory = ${folder}/spool
log_file_path = ${folder}/exim-%s.log
pid_file_path = ${folder}/spool/exim.pid
daemon_smtp_ports = ${String(smtp)}
local_interfaces = 127.0.0.1
tls_advertise_hosts =
rfc1413_query_timeout = 0s
host_lookup =
keep_environment =
deliver_drop_privilege = true
acl_smtp_rcpt = known
acl_smtp_data = anything
begin acl
known:
  require verify = recipient
  accept
anything:
  accept
begin routers
known:
  driver = accept
  address_data = \${lookup{\${lc:$local_part@$domain}}lsearch,ret=key{${folder}/mailboxes}{$value}fail}
  transport = store
begin transports
store:
  driver = appendfile
  directory = ${folder}/mail/$address_data
  maildir_format
  create_directory
  delivery_date_add
  return_path_add
`;

function dovecotConfiguration(folder: string, imap: number): string {
  const { uid, gid, username } = userInfo();
  const root = uid === 0;
  // mails belong to whom exim runs as: its own user when root started it
  const [, exim] = /^Debian-exim:[^:]*:(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? [];
  const keeper = root ? `uid=${exim ?? '8'} gid=${exim ?? '8'}` : `uid=${String(uid)} gid=${String(gid)}`;
  const users = root
    ? ''
    : `default_internal_user = ${username}\ndefault_internal_group = ${username}\ndefault_login_user = ${username}`;
  return `
protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
ssl = no
disable_plaintext_auth = no
first_valid_uid = 1
${users}
mail_location = maildir:${folder}/mail/%u
auth_username_format = %Lu
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = ${keeper} home=${folder}/mail/%u allow_all_users=yes
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${String(imap)}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`;
}

const lastLines = (path: string): string =>
  existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n').slice(-8).join('\n') : `(no ${path})`;
