import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import supertest from 'supertest';
import { MINUTE } from '../../src/kernel/clock';
import { newId } from '../../src/kernel/ids';
import { aRunningService, type Agent, type RunningService } from './running-service';
import { insertInto } from '../harness/insert-into';

const SITE = 'http://rota.test';
const USED = { present: 1, verified: 4 };

/** A device with one key, which signs what it is asked to (WebAuthn Level 3, section 6.3.3). */
interface Device {
  readonly id: string;
  readonly key: KeyObject;
  readonly holder: string;
}

describe('signing in by a passkey', () => {
  let service: RunningService;
  let device: Device;

  beforeEach(async () => {
    service = await aRunningService({ env: { PUBLIC_URL: SITE } });
    device = await aDeviceOf('c01');
  });
  afterEach(() => service.stop());

  const browser = (): Agent => supertest.agent(service.server.app.getHttpServer());

  /** A device whose key this person has added. */
  async function aDeviceOf(person: string): Promise<Device> {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    // A COSE key: elliptic, ES256, P-256, its two coordinates (RFC 9053, section 7.1).
    const cose = Buffer.concat([
      Buffer.from([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]),
      Buffer.from(x, 'base64url'),
      Buffer.from([0x22, 0x58, 32]),
      Buffer.from(y, 'base64url'),
    ]);
    const id = Buffer.from(`key of ${person}`).toString('base64url');
    const [personId, now] = [await service.personId(person), service.clock.now()];
    await service.database.write(async (tx) => {
      const org = await tx.one<{ orgId: string }>('SELECT org_id FROM people WHERE id = ?', [personId]);
      await insertInto(tx, 'passkeys', {
        id: newId(now),
        org_id: org?.orgId ?? '',
        person_id: personId,
        credential_hash: createHash('sha256').update(id).digest('hex'),
        credential: JSON.stringify({ id, publicKey: cose.toString('base64url') }),
        label: '办公室电脑',
        counter: 0,
        created_ms: now,
        used_ms: null,
      });
    });
    return { id, key: privateKey, holder: personId };
  }

  const challengeFor = async (agent: Agent): Promise<string> =>
    (await agent.post('/api/console/sign-in/passkey/options').expect(200)).body.challenge as string;

  function signed(by: Device, challenge: string, changed: { origin?: string; flags?: number } = {}): object {
    const { origin = SITE, flags = USED.present | USED.verified } = changed;
    const clientData = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin, crossOrigin: false }));
    const site = createHash('sha256').update('rota.test').digest();
    const authenticatorData = Buffer.concat([site, Buffer.from([flags, 0, 0, 0, 0])]);
    const toSign = Buffer.concat([authenticatorData, createHash('sha256').update(clientData).digest()]);
    return {
      id: by.id,
      rawId: by.id,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: authenticatorData.toString('base64url'),
        signature: sign('sha256', toSign, by.key).toString('base64url'),
        userHandle: Buffer.from(by.holder).toString('base64url'),
      },
    };
  }

  const give = (agent: Agent, response: object): supertest.Test =>
    agent.post('/api/console/sign-in/passkey').send({ response });

  it('asks for no name, and opens the console once for each challenge', async () => {
    const office = browser();
    const options = await office.post('/api/console/sign-in/passkey/options').expect(200);
    expect(options.body).toMatchObject({ rpId: 'rota.test', userVerification: 'required' });
    expect(options.body.allowCredentials ?? []).toEqual([]);
    const response = signed(device, options.body.challenge as string);
    const entered = await give(office, response).expect(200);
    expect(entered.body).toMatchObject({ person: { name: '李统筹' }, fresh: true });
    await office.get('/api/gaps').expect(200);
    const again = await give(office, response).expect(422);
    expect(again.body).toMatchObject({ rule: 'passkey', detail: expect.stringContaining('请再试一次') as string });
  });

  it('counts only in the browser that was asked, and for five minutes', async () => {
    const [office, other] = [browser(), browser()];
    await challengeFor(other);
    await give(other, signed(device, await challengeFor(office))).expect(422);
    const challenge = await challengeFor(office);
    service.clock.windTo(service.clock.now() + 6 * MINUTE);
    await give(office, signed(device, challenge)).expect(422);
    await office.get('/api/console/me').expect(401);
  });

  it('believes no other site, no device that did not make sure of the person, and no foreign signature', async () => {
    const office = browser();
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    await give(office, signed(device, await challengeFor(office), { origin: 'http://rota.example' })).expect(422);
    await give(office, signed(device, await challengeFor(office), { flags: USED.present })).expect(422);
    await give(office, signed({ ...device, key: other }, await challengeFor(office))).expect(422);
    await give(office, signed({ ...device, holder: await service.personId('v01') }, await challengeFor(office))).expect(
      422,
    );
    await give(office, signed(device, await challengeFor(office))).expect(200);
  });

  it('says what to do with a key that is not known, and without a role', async () => {
    const office = browser();
    const unknown = await give(office, signed({ ...device, id: 'bm9uZQ' }, await challengeFor(office))).expect(422);
    expect(unknown.body).toMatchObject({ rule: 'passkey-unknown' });
    expect(unknown.body.detail).toContain('请先用登录码登录');
    await service.database.write((tx) => tx.run('DELETE FROM grants WHERE person_id = ?', [device.holder]));
    const refused = await give(office, signed(device, await challengeFor(office))).expect(403);
    expect(refused.body.detail).toContain('没有可以进统筹台的身份');
    expect(refused.headers['set-cookie'] ?? []).toEqual([]);
  });

  it('does not let a passkey of the second step answer a challenge for signing in, nor the other way round', async () => {
    const office = browser();
    await give(office, signed(device, await challengeFor(office))).expect(200);
    const options = await office.post('/api/console/step-up/passkey/options').expect(200);
    const proof = signed(device, options.body.challenge as string);
    await give(office, proof).expect(422);
    const challenge = await challengeFor(office);
    await office
      .post('/api/console/step-up/passkey')
      .send({ response: signed(device, challenge) })
      .expect(422);
  });
});
