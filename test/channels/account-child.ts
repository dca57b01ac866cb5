import { readConfiguration } from '../../config/configuration';
import { Conversation } from '../../src/conversation/conversation.service';
import { AppClock } from '../../src/kernel/app-clock';
import { startServer } from '../../src/server';

/**
 * The service in a process of its own, its clock `ahead` milliseconds ahead; says its address, then `heard` for each
 * message. `dumb`: it hears and never answers.
 */
async function main([settings = '', ahead = '0', mood = '']: readonly string[]): Promise<void> {
  const clock = new AppClock({ now: () => Date.now() + Number(ahead) });
  const { app, baseUrl } = await startServer(readConfiguration(JSON.parse(settings) as Record<string, string>), {
    clock,
  });
  const conversation = app.get(Conversation, { strict: false });
  const receive = conversation.receive.bind(conversation);
  conversation.receive = (message) => {
    process.stdout.write('heard\n');
    return mood === 'dumb' ? new Promise(() => undefined) : receive(message);
  };
  process.stdout.write(`${baseUrl}\n`);
}

void main(process.argv.slice(3));
