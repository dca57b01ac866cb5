import { ENVIRONMENT } from '../../config/configuration';
import { WrongUsage } from '../kernel/fault';
import type { AdminCommand, Environment } from './command';
import { backup } from './backup/backup';
import { coordinator } from './coordinator';
import { doctor } from './doctor/doctor';
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
  coordinator: {
    usage: 'coordinator invite [NAME]',
    does: '给协调员一个一次性登录链接（半小时内有效） a one-time sign-in link for a coordinator, half an hour',
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
