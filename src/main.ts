import { ConfigurationError, readConfiguration, type Configuration } from '../config/configuration';
import { startServer, type Server } from './server';

/** How long requests under way may take once the service was told to stop. */
const PATIENCE_MS = 15_000;
/** One Ctrl-C arrives up to three times: from the terminal, from npm and from the command that npm started. */
const SAME_KEY_MS = 1_000;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function giveUp(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

function settings(): Configuration {
  try {
    return readConfiguration();
  } catch (error) {
    if (error instanceof ConfigurationError) giveUp(error.message);
    throw error;
  }
}

/** The first signal ends the service cleanly, the second at once. */
function stopOnSignal(server: Server): void {
  let since: number | null = null;
  const stop = (): void => {
    if (since !== null) {
      if (performance.now() - since > SAME_KEY_MS) process.exit(1);
      return;
    }
    since = performance.now();
    say('正在停止… stopping (Ctrl-C again to force)');
    setTimeout(() => {
      giveUp('有请求迟迟没有结束，强制停止 some requests did not end in time');
    }, PATIENCE_MS).unref();
    server.stop().then(
      () => {
        say('已停止 stopped');
        process.exit(0);
      },
      (error: unknown) => {
        giveUp(`停止时出错 the stop failed: ${messageOf(error)}`);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

async function main(): Promise<void> {
  const configuration = settings();
  const progress = (line: string): void => {
    say(`正在准备 ${line}`);
  };
  const server = await startServer(configuration, { log: progress });
  stopOnSignal(server);
  say(`聊天页面 Chat: ${server.baseUrl}/chat`);
  say(`控制台 Console: ${await server.signInLink()}`);
}

main().catch((error: unknown) => {
  giveUp(`启动失败 The service did not start: ${messageOf(error)}`);
});
