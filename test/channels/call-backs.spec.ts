import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import { ConfigurationError, readConfiguration } from '../../config/configuration';
import { CallBackDoor } from '../../src/channels/callback/call-back-door';
import { queryOf } from '../../src/channels/callback/call-back-query';
import { CallBackRefused } from '../../src/channels/callback/call-back-refused';
import { readXml, textIn, xmlOf } from '../../src/channels/callback/call-back-xml';
import { MessageCipher } from '../../src/channels/callback/message-cipher';
import { isSignature, signatureOf } from '../../src/channels/callback/signature';
import { inboundOf } from '../../src/channels/official-account/inbound';

/** As the platform's own samples give them (WXBizMsgCrypt of the official account and of WeCom). */
const WECOM = {
  token: 'hJqcu3uJ9Tn2gXPmxx2w9kkCkCE2EPYo',
  key: '6qkdMrq68nTKduznJYO1A37W2oEgpkMUvkttRToqhUt',
  receiver: 'ww1436e0e65a779aee',
};
const ACCOUNT = {
  token: 'spamtest',
  key: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
  receiver: 'wx2c2769f8efd9abc2',
};
const VECTORS = [
  {
    ...WECOM,
    timestamp: '1476416373',
    nonce: '47744683',
    signature: '012bc692d0a58dd4b10f8dfe5c4ac00ae211ebeb',
    encrypted: 'fsi1xnbH4yQh0+PJxcOdhhK6TDXkjMyhEPA7xB2TGz6b+g7xyAbEkRxN/3cNXW9qdqjnoVzEtpbhnFyq6SVHyA==',
    plain: '1288432023552776189',
  },
  {
    ...WECOM,
    timestamp: '1476422779',
    nonce: '1597212914',
    signature: '0c3914025cb4b4d68103f6bfc8db550f79dcf48e',
    encrypted:
      'Kl7kjoSf6DMD1zh7rtrHjFaDapSCkaOnwu3bqLc5tAybhhMl9pFeK8NslNPVdMwmBQTNoW4mY7AIjeLvEl3NyeTkAgGzBhzTtRLNshw2AEew+kkYcD+Fq72Kt00fT0WnN87hGrW8SqGc+NcT3mu87Ha3dz1pSDi6GaUA6A0sqfde0VJPQbZ9U+3JWcoD4Z5jaU0y9GSh010wsHF8KZD24YhmZH4ch4Ka7ilEbjbfvhKkNL65HHL0J6EYJIZUC2pFrdkJ7MhmEbU2qARR4iQHE7wy24qy0cRX3Mfp6iELcDNfSsPGjUQVDGxQDCWjayJOpcwocugux082f49HKYg84EpHSGXAyh+/oxwaWbvL6aSDPOYuPDGOCI8jmnKiypE+',
    plain:
      '<xml><ToUserName>ww1436e0e65a779aee</ToUserName><FromUserName>ChenJiaShun</FromUserName><CreateTime>1476422779</CreateTime><MsgType>text</MsgType><Content>你好</Content><MsgId>1456453720</MsgId><AgentID>1000002</AgentID></xml>',
  },
  {
    ...ACCOUNT,
    timestamp: '1409735669',
    nonce: '1320562132',
    signature: '5d197aaffba7e9b25a30732f161a50dee96bd5fa',
    encrypted:
      'hyzAe4OzmOMbd6TvGdIOO6uBmdJoD0Fk53REIHvxYtJlE2B655HuD0m8KUePWB3+LrPXo87wzQ1QLvbeUgmBM4x6F8PGHQHFVAFmOD2LdJF9FrXpbUAh0B5GIItb52sn896wVsMSHGuPE328HnRGBcrS7C41IzDWyWNlZkyyXwon8T332jisa+h6tEDYsVticbSnyU8dKOIbgU6ux5VTjg3yt+WGzjlpKn6NPhRjpA912xMezR4kw6KWwMrCVKSVCZciVGCgavjIQ6X8tCOp3yZbGpy0VxpAe+77TszTfRd5RJSVO/HTnifJpXgCSUdUue1v6h0EIBYYI1BD1DlD+C0CR8e6OewpusjZ4uBl9FyJvnhvQl+q5rv1ixrcpCumEPo5MJSgM9ehVsNPfUM669WuMyVWQLCzpu9GhglF2PE=',
    plain:
      '<xml><ToUserName><![CDATA[gh_10f6c3c3ac5a]]></ToUserName>\n<FromUserName><![CDATA[oyORnuP8q7ou2gfYjqLzSIWZf0rs]]></FromUserName>\n<CreateTime>1409735668</CreateTime>\n<MsgType><![CDATA[text]]></MsgType>\n<Content><![CDATA[abcdteT]]></Content>\n<MsgId>6054768590064713728</MsgId>\n</xml>',
  },
];

const [, , OFFICIAL = VECTORS[0]] = VECTORS;
if (!OFFICIAL) throw new Error('no vector');
const AT = Number(OFFICIAL.timestamp) * 1000;
const cipher = new MessageCipher(ACCOUNT.key, ACCOUNT.receiver);
const door = new CallBackDoor(ACCOUNT.token, cipher);
const queryFor = (encrypted: string, changed: Record<string, string> = {}): ReadonlyMap<string, string> => {
  const { timestamp, nonce } = OFFICIAL;
  const msg_signature = signatureOf(ACCOUNT.token, timestamp, nonce, encrypted);
  return new Map(Object.entries({ timestamp, nonce, msg_signature, ...changed }));
};
const posted = (encrypted: string): string => `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`;

describe('a call-back of the platform', () => {
  it.each(VECTORS)('is read as the platform’s own samples say (%#)', (vector) => {
    const { token, timestamp, nonce, encrypted, signature, plain, key, receiver } = vector;
    expect(signatureOf(token, timestamp, nonce, encrypted)).toBe(signature);
    expect(new MessageCipher(key, receiver).decrypt(encrypted)).toBe(plain);
  });

  it('keeps a number of 64 bits as the text that it is', () => {
    const { xml } = door.open(queryFor(OFFICIAL.encrypted), posted(OFFICIAL.encrypted), AT);
    expect(inboundOf(xml, AT)).toMatchObject({
      messageId: 'oyORnuP8q7ou2gfYjqLzSIWZf0rs.6054768590064713728',
      message: { text: 'abcdteT' },
    });
  });

  it('survives encryption at every length around the padding', () => {
    for (let length = 0; length <= 64; length++) {
      const text = 'x'.repeat(length);
      const encrypted = cipher.encrypt(text);
      expect(Buffer.from(encrypted, 'base64').length % 32).toBe(0);
      expect(cipher.decrypt(encrypted)).toBe(text);
    }
  });

  it('is refused for another receiver, wrong padding, a wrong length, and what is no whole block', () => {
    const other = new MessageCipher(ACCOUNT.key, 'wx0000000000000000').encrypt('喂');
    expect(() => cipher.decrypt(other)).toThrow(/another receiver/u);
    expect(() => cipher.decrypt(raw(Buffer.alloc(64, 0)))).toThrow(/padding/u);
    expect(() => cipher.decrypt(raw(Buffer.alloc(64, 33)))).toThrow(/padding/u);
    const long = Buffer.concat([Buffer.alloc(16), Buffer.from('ffffffff', 'hex'), Buffer.alloc(12, 12)]);
    expect(() => cipher.decrypt(raw(long))).toThrow(/length/u);
    expect(() => cipher.decrypt(raw(Buffer.alloc(32, 32)))).toThrow(CallBackRefused);
    for (const text of ['', 'AAAA', '!!!!']) expect(() => cipher.decrypt(text)).toThrow(CallBackRefused);
  });

  it('is refused when anything of it was changed, and when it is five minutes old', () => {
    const open =
      (changed: Record<string, string>, at = AT) =>
      (): unknown =>
        door.open(queryFor(OFFICIAL.encrypted, changed), posted(OFFICIAL.encrypted), at);
    expect(open({})).not.toThrow();
    expect(open({ nonce: '1320562133' })).toThrow(CallBackRefused);
    expect(open({ timestamp: '1409735670' })).toThrow(CallBackRefused);
    expect(open({ msg_signature: OFFICIAL.signature.replace('5d', '5e') })).toThrow(CallBackRefused);
    expect(open({ msg_signature: '' })).toThrow(CallBackRefused);
    expect(open({}, AT + 301_000)).toThrow(/too old/u);
    expect(open({}, AT - 301_000)).toThrow(/future/u);
    // a signature over nothing but time and nonce, which anybody could take from a call of the other kind
    const bare = signatureOf(ACCOUNT.token, OFFICIAL.timestamp, OFFICIAL.nonce);
    expect(open({ msg_signature: bare, signature: bare })).toThrow(CallBackRefused);
    expect(() => door.open(queryFor(''), OFFICIAL.plain, AT)).toThrow(CallBackRefused);
  });

  it('compares signatures whole, whatever their length', () => {
    expect(isSignature('abc', 'abc')).toBe(true);
    for (const given of ['', 'ab', 'abcd', 'ABC']) expect(isSignature('abc', given)).toBe(false);
  });

  it('may carry a plus in its query, bare or as %2B', () => {
    const query = queryOf('/channels/wecom?echostr=a+b/c%2Bd%3D&echostr=no&x=%zz&empty=&y');
    expect(query.get('echostr')).toBe('a+b/c+d=');
    expect([query.get('x'), query.get('empty'), query.get('y')]).toEqual([undefined, '', '']);
  });
});

describe('the XML of a call-back', () => {
  it('is read without control characters, entities of its own, or guesses', () => {
    const xml = readXml(
      '<xml><Content>a\u0002\u001d&lt;b&gt;</Content><C><![CDATA[一\n]]]]><![CDATA[>二]]></C><L><I>1</I><I>2</I></L><M><I>1</I></M></xml>',
    );
    expect(textIn(xml, 'Content')).toBe('a<b>');
    expect(textIn(xml, 'C')).toBe('一\n]]>二');
    expect(JSON.parse(JSON.stringify([xml.L, xml.M]))).toEqual([{ I: ['1', '2'] }, { I: '1' }]);
    expect(textIn(xml, 'L')).toBe('');
    expect(textIn(readXml('<xml><__proto__>1</__proto__><a/></xml>'), 'constructor')).toBe('');
  });

  it.each([
    '<!DOCTYPE x [<!ENTITY a "aaaa">]><xml><a>&a;</a></xml>',
    '<xml><a>&a;</a></xml>',
    '<xml><a></xml>',
    'not xml',
    '',
    '<xml>text alone</xml>',
    `${'<a>'.repeat(20)}${'</a>'.repeat(20)}`,
    `<xml>${'<a/>'.repeat(1000)}</xml>`,
  ])('is refused: %.40s', (source) => {
    expect(() => readXml(source)).toThrow(CallBackRefused);
  });

  it('comes back as it was written, whatever was said', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // eslint-disable-next-line no-control-regex -- what XML cannot hold
        const kept = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '').toWellFormed();
        return (
          textIn(readXml(xmlOf({ Content: text, n: 1 })), 'Content').replace(/\r\n?/gu, '\n') ===
          kept.replace(/\r\n?/gu, '\n')
        );
      }),
    );
  });

  it('tells messages of two people, and two events of one second, apart', () => {
    const idOf = (from: string, more: string): string =>
      inboundOf(readXml(`<xml><FromUserName>${from}</FromUserName><CreateTime>1</CreateTime>${more}</xml>`), 0)
        .messageId;
    const text = '<MsgType>text</MsgType><Content>好</Content><MsgId>77</MsgId>';
    const click = (key: string): string => `<MsgType>event</MsgType><Event>CLICK</Event><EventKey>${key}</EventKey>`;
    const ids = [idOf('a', text), idOf('b', text), idOf('a', click('我的班')), idOf('a', click('空班'))];
    expect(new Set(ids).size).toBe(4);
    expect(idOf('a', click('空班'))).toBe(ids[3]);
  });
});

describe('mutated call-backs', () => {
  const runs = Number(process.env.FUZZ_RUNS ?? 3_000);
  const refusedOrRead = (work: () => unknown): boolean => {
    try {
      work();
      return true;
    } catch (error) {
      return error instanceof CallBackRefused;
    }
  };
  const bytes = Buffer.from(OFFICIAL.encrypted, 'base64');

  it('are refused or read, and never crash', () => {
    const cut = fc.tuple(fc.nat(OFFICIAL.plain.length), fc.nat(40), fc.string({ unit: 'binary', maxLength: 40 }));
    fc.assert(
      fc.property(cut, ([at, length, put]) => {
        const changed = OFFICIAL.plain.slice(0, at) + put + OFFICIAL.plain.slice(at + length);
        return refusedOrRead(() => inboundOf(readXml(changed), AT));
      }),
      { numRuns: runs },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (plain) =>
        refusedOrRead(() => cipher.decrypt(raw(padded(plain)))),
      ),
      { numRuns: runs },
    );
  });

  it('are never taken for the platform’s: not one that is not signed passes the door', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ flip;
        const signed = queryFor(OFFICIAL.encrypted);
        expect(() => door.open(signed, posted(changed.toString('base64')), AT)).toThrow(CallBackRefused);
      }),
      { numRuns: runs },
    );
  });
});

describe('the settings of an official account', () => {
  const whole = {
    OFFICIAL_ACCOUNT_KIND: 'service',
    OFFICIAL_ACCOUNT_APP_ID: ACCOUNT.receiver,
    OFFICIAL_ACCOUNT_APP_SECRET: 'secret',
    OFFICIAL_ACCOUNT_TOKEN: ACCOUNT.token,
    OFFICIAL_ACCOUNT_AES_KEY: ACCOUNT.key,
  };

  it('are read together', () => {
    expect(readConfiguration(whole).officialAccount).toEqual({
      kind: 'service',
      appId: ACCOUNT.receiver,
      appSecret: 'secret',
      token: ACCOUNT.token,
      aesKey: ACCOUNT.key,
      apiUrl: 'https://api.weixin.qq.com',
    });
    expect(readConfiguration({}).officialAccount).toBeNull();
  });

  it.each([
    ['OFFICIAL_ACCOUNT_KIND', ''],
    ['OFFICIAL_ACCOUNT_KIND', '服务号'],
    ['OFFICIAL_ACCOUNT_APP_ID', ''],
    ['OFFICIAL_ACCOUNT_APP_SECRET', ''],
    ['OFFICIAL_ACCOUNT_TOKEN', 'a b'],
    ['OFFICIAL_ACCOUNT_TOKEN', ''],
    ['OFFICIAL_ACCOUNT_AES_KEY', ACCOUNT.key.slice(1)],
    ['OFFICIAL_ACCOUNT_API_URL', 'api.weixin.qq.com'],
  ])('stop the start when %s is "%s"', (name, value) => {
    const read = (): unknown => readConfiguration({ ...whole, [name]: value });
    expect(read).toThrow(ConfigurationError);
    expect(read).toThrow(name);
  });
});

/** Blocks encrypted as they are, as somebody could send them who has the key. */
function raw(plain: Uint8Array): string {
  const key = Buffer.from(`${ACCOUNT.key}=`, 'base64');
  const encrypting = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([encrypting.update(plain), encrypting.final()]).toString('base64');
}

function padded(plain: Uint8Array): Buffer {
  const padding = 32 - (plain.length % 32);
  return Buffer.concat([plain, Buffer.alloc(padding, padding)]);
}
