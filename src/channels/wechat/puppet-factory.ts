import { PuppetMock } from 'wechaty-puppet-mock';
import { PuppetService } from 'wechaty-puppet-service';
import type { Puppet } from 'wechaty-puppet';
import { wrongSettings, type WechatySettings } from '../../../config/configuration';

/** Makes the puppet that carries the bot: a new one for every connection, since a used one never comes back. */
export abstract class PuppetFactory {
  abstract make(): Puppet;
}

/**
 * The puppet that the settings name. There is no default on purpose: wechaty's own is a web login that gets accounts
 * banned. Throws ConfigurationError for a name that is not supported here.
 */
export class ConfiguredPuppets extends PuppetFactory {
  private readonly maker: () => Puppet;

  constructor(settings: WechatySettings) {
    super();
    this.maker = makerOf(settings);
  }

  make(): Puppet {
    return this.maker();
  }
}

function makerOf(settings: WechatySettings): () => Puppet {
  switch (settings.puppet) {
    case 'wechaty-puppet-service':
      return serviceMaker(settings);
    case 'wechaty-puppet-mock':
      return () => new PuppetMock();
    default:
      throw wrongSettings({
        name: 'WECHATY_PUPPET',
        reason: `${settings.puppet} is not supported; use wechaty-puppet-service (a gateway) or wechaty-puppet-mock (for trying out)`,
      });
  }
}

function serviceMaker({ token, endpoint, tls }: WechatySettings): () => Puppet {
  if (token === null) {
    throw wrongSettings({
      name: 'WECHATY_PUPPET_SERVICE_TOKEN',
      reason: 'wechaty-puppet-service needs the token of its gateway',
    });
  }
  return () =>
    new PuppetService({
      token,
      ...(endpoint === null ? {} : { endpoint }),
      ...(tls ? {} : { tls: { disable: true } }),
    });
}
