import { ENVIRONMENT } from '../../config/configuration';
import { WrongUsage } from '../kernel/fault';
import type { AdminCommand, Environment } from './command';
import { backup } from './backup/backup';
import { coordinator } from './coordinator';
import { copy } from './copy';
import { doctor } from './doctor/doctor';
import { keys } from './keys';
import { maintenance } from './maintenance';
import { upgrade } from './upgrade';

interface Described {
  readonly usage: string;
  readonly does: string;
  readonly run: AdminCommand;
}

const COMMANDS: Readonly<Record<string, Described>> = {
  doctor: {
    usage: 'doctor [--json]',
    does: '检查安装，每个毛病一句话；服务开着关着都行 checks the installation; one sentence a problem',
    run: doctor,
  },
  backup: {
    usage: 'backup now | list | try FILE | restore FILE [--yes]',
    does: '备份、列出、在旁边恢复一遍看看、恢复 copies the database, lists copies, restores one aside to prove it, restores one',
    run: backup,
  },
  maintenance: {
    usage: 'maintenance on | off',
    does: '维护开关：聊天说明，控制台只读，消息先不发 chat says so, the console only reads, messages wait',
    run: maintenance,
  },
  copy: {
    usage: 'copy FROM TO [--yes]',
    does: '把整个数据库搬到另一个空的，SQLite 与 MySQL 之间都行 moves a whole database into an empty one, between SQLite and MySQL',
    run: copy,
  },
  keys: {
    usage: 'keys rotate [--yes]',
    does: '换 SECRET_KEY（NEW_SECRET_KEY 给出，不给则生成） seals everything with another SECRET_KEY',
    run: keys,
  },
  coordinator: {
    usage: 'coordinator invite [NAME]',
    does: '给统筹员一个一次性登录链接（半小时内有效） a one-time sign-in link for a coordinator, half an hour',
    run: coordinator,
  },
  upgrade: {
    usage: 'upgrade check',
    does: '程序与数据表的版本对不对得上，启动会做什么 the program’s version against the tables’, what a start would migrate',
    run: upgrade,
  },
};

/** Where the command writes: each call is one line, without its end. */
interface Output {
  out(line: string): void;
  error(line: string): void;
}

/** Runs one of the operator's commands and answers the exit status. Throws WrongUsage and Fault. */
export async function runAdmin(
  argv: readonly string[],
  output: Output,
  env: Environment = ENVIRONMENT,
): Promise<number> {
  const [name, ...args] = argv;
  if (name === '--help' || name === 'help') {
    for (const line of helpLines()) output.out(line);
    return 0;
  }
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new WrongAdminUsage(`unknown command: admin ${name ?? '(none)'}`);
  try {
    const say = (line: string): void => {
      output.out(line);
    };
    const note = (line: string): void => {
      output.error(line);
    };
    return await command.run({ args, env, say, note });
  } catch (error) {
    throw error instanceof WrongUsage ? new WrongAdminUsage(error.message) : error;
  }
}

/** How the operator's commands are called, below what was wrong. */
class WrongAdminUsage extends WrongUsage {
  override readonly usage = helpLines().join('\n');
}

function helpLines(): string[] {
  return Object.values(COMMANDS).flatMap(({ usage, does }) => [`admin -- ${usage}`, `    ${does}`]);
}
