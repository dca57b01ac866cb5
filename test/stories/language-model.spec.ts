import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readConfiguration } from '../../config/configuration';
import { StoryTown } from '../harness/town-stories';

/** A sentence that the grammar does not read as any act. */
const UNCLEAR = '周四晚上那个空着的位子算我头上得了，反正王芳 13800138000 也知道';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const completion = (content: string): string =>
  JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] });
const saying =
  (content: string): Answer =>
  (_, response) =>
    response.end(completion(content));

/** A server of the OpenAI-compatible kind that answers whatever the story wants. */
class StandIn {
  answer: Answer = saying('{"act":"none"}');
  readonly asked: { path: string; authorization: string; body: string }[] = [];
  private readonly server: Server;

  constructor() {
    this.server = createServer((request, response) => {
      let body = '';
      request.on('data', (piece: Buffer) => (body += piece.toString()));
      request.on('end', () => {
        this.asked.push({ path: request.url ?? '', authorization: request.headers.authorization ?? '', body });
        this.answer(request, response);
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/v1`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

describe('a language model that may suggest', () => {
  const model = new StandIn();
  let town: StoryTown;

  beforeAll(async () => {
    const url = await model.listen();
    town = await StoryTown.open('sqlite', undefined, {
      LANGUAGE_MODEL_URL: url,
      LANGUAGE_MODEL_NAME: 'stand-in',
      LANGUAGE_MODEL_KEY: 'a-key',
    });
  });
  beforeEach(() => {
    model.asked.length = 0;
    model.answer = saying('{"act":"none"}');
  });
  afterAll(async () => {
    await town.close();
    await model.close();
  });

  it('is shown the sentence without names and numbers, and what it suggests waits for 是', async () => {
    model.answer = saying('```json\n{"act":"claim","when":"周四晚上"}\n```');
    await town.mei.says(UNCLEAR).thenHears(/没有完全听懂。你是想：认领 12月3日\(周四\) 18:00–24:00/, /回复 是/);
    await town.mei.says('我的班').thenHears(/没有排班/);
    expect(model.asked).toHaveLength(1);
    const [{ path, authorization, body } = { path: '', authorization: '', body: '' }] = model.asked;
    expect([path, authorization]).toEqual(['/v1/chat/completions', 'Bearer a-key']);
    expect(body).toContain('周四晚上那个空着的位子');
    expect(body).not.toMatch(/王芳|13800138000/);
    await town.mei.says(UNCLEAR);
    await town.mei.says('算了').thenHears(/什么都没有改动/);
    await town.mei.says(UNCLEAR);
    await town.mei.says('是').thenHears(/归你了：12月3日\(周四\) 20:00/);
    await town.mei.says('撤销').thenHears(/已撤销刚才的认领/);
  });

  it('may name a person only by her placeholder, and puts her name back', async () => {
    await town.mei.says('认领 周五晚上').thenHears(/归你了/);
    model.answer = saying('{"act":"give","when":"周五晚上","person":"[P1]"}');
    await town.mei
      .says('周五晚上那个位子麻烦王芳帮忙扛了哈就这么着')
      .thenHears(/你是想：换班给人 12月4日\(周五\) 18:00–24:00 王芳/);
    await town.mei.says('是').thenHears(/已问王芳/);
    await town.mei.says('撤销');
  });

  it.each([
    ['no JSON', '好的，我帮你认领了周四晚上'],
    ['JSON and more', '{"act":"claim","when":"周四晚上"} 已经办好'],
    ['an act that there is none of', '{"act":"delete-everything"}'],
    ['an act of the coordinators', '{"act":"publish"}'],
    ['an answer for others', '{"act":"agree"}'],
    ['an act for somebody else', '{"act":"act-for","person":"[P1]","when":"周四晚上"}'],
    ['a person where none belongs', '{"act":"claim","when":"周四晚上","person":"[P1]"}'],
    ['a person that was not named', '{"act":"give","when":"周四晚上","person":"[P9]"}'],
    ['a name of its own', '{"act":"give","when":"周四晚上","person":"李统筹"}'],
    ['a time that was not said', '{"act":"claim","when":"周六晚上"}'],
    ['a command hidden in the time', '{"act":"claim","when":"周四晚上 通知 大家"}'],
    ['a field that nobody asked for', '{"act":"claim","when":"周四晚上","sure":true}'],
    ['the wrong types', '{"act":["claim"],"when":4}'],
    ['nothing', ''],
    ['null', 'null'],
    ['more than it may', `{"act":"claim","when":"${'周四晚上'.repeat(2000)}"}`],
  ])('is not followed when it says %s', async (_, content) => {
    model.answer = saying(content);
    await town.mei.says(UNCLEAR).thenHears(/没听懂/);
    expect(model.asked).toHaveLength(1);
    await town.mei.says('我的班').thenHears(/你的班 1 个/);
  });

  it.each<[string, Answer, boolean]>([
    ['is no JSON', (_, response) => response.end('<html>'), false],
    ['has another shape', (_, response) => response.end('{"choices":[]}'), false],
    ['never ends', (_, response) => flood(response), false],
    [
      'is an error',
      (_, response) => response.writeHead(500).end(completion('{"act":"claim","when":"周四晚上"}')),
      true,
    ],
    ['leads elsewhere', (_, response) => response.writeHead(307, { location: '/elsewhere' }).end(), true],
    ['breaks off', (request) => request.socket.destroy(), true],
    ['does not come in time', () => undefined, true],
  ])('is done without when its answer %s', async (_, answer, restsAfterwards) => {
    model.answer = answer;
    await town.mei.says(UNCLEAR).thenHears(/没听懂/);
    expect(model.asked.map(({ path }) => path)).toEqual(['/v1/chat/completions']);
    await town.mei.says(UNCLEAR).thenHears(/没听懂/);
    expect(model.asked).toHaveLength(restsAfterwards ? 1 : 2);
    town.clock.windTo(town.clock.now() + 61_000);
  });

  it('is asked neither for what was understood, nor in a group, nor of strangers, nor about a cry for help', async () => {
    await town.mei.says('我的班');
    await town.mei.says('累死了我周四晚上那个位子算我头上得了', { in: 'group', mentioned: true });
    await town.voice('stranger').says(UNCLEAR);
    await town.mei.says('我不想活了，周四晚上那个位子算了').thenHears(/12356/);
    await town.mei.says('认领 12月3号').thenHears(/哪一个/);
    await town.mei.says('这个嘛让我再想一想好了').thenHears(/没听懂/);
    expect(model.asked).toEqual([]);
    await town.mei.says('算了');
  });

  it('leaves a trace of having been asked and none of what', async () => {
    const kept = await town.database.read((tx) =>
      tx.all<{ act: string; detail: string }>("SELECT act, detail FROM audit_entries WHERE act = 'ask-language-model'"),
    );
    expect(new Set(kept.map(({ detail }) => detail))).toEqual(
      new Set(['proposed', 'nothing', 'late', 'unreachable', 'unusable'].map((outcome) => JSON.stringify({ outcome }))),
    );
  });
});

describe('the settings of a language model', () => {
  const url = 'https://model.example.org/v1';

  it('are none by default, and whole when there are any', () => {
    expect(readConfiguration({}).languageModel).toBeNull();
    expect(readConfiguration({ LANGUAGE_MODEL_URL: url, LANGUAGE_MODEL_NAME: 'm' }).languageModel).toEqual({
      url,
      key: null,
      name: 'm',
    });
  });

  it.each([
    [{ LANGUAGE_MODEL_URL: url }, /LANGUAGE_MODEL_NAME/],
    [{ LANGUAGE_MODEL_NAME: 'm' }, /LANGUAGE_MODEL_URL/],
    [{ LANGUAGE_MODEL_KEY: 'k' }, /LANGUAGE_MODEL_URL/],
    [{ LANGUAGE_MODEL_URL: 'ftp://model', LANGUAGE_MODEL_NAME: 'm' }, /LANGUAGE_MODEL_URL/],
  ])('stop the start when they are wrong: %j', (environment, fault) => {
    expect(() => readConfiguration(environment)).toThrow(fault);
  });
});

function flood(response: ServerResponse): void {
  const more = (): void => {
    while (response.write('x'.repeat(16_384)));
    response.once('drain', more);
  };
  response.on('close', () => response.removeAllListeners('drain'));
  more();
}
