import type { OfficialAccountSettings } from '../../../config/configuration';
import { DAY, MINUTE } from '../../kernel/clock';
import { ipIn, simply, troubled, type Meaning } from '../callback/meaning';
import type { Platform } from '../callback/platform-client';
import { OFFICIAL_ACCOUNT } from './inbound';

/** Access tokens that are wrong, old or of another account. */
const TOKEN_CODES = [40001, 40014, 42001];

/** WeChat's platform for official accounts: customer-service messages (客服消息) with a stable access token. */
export function platformOf({ appId, appSecret, apiUrl }: OfficialAccountSettings): Platform {
  return {
    channel: OFFICIAL_ACCOUNT,
    apiUrl,
    tokenRequest: (force) => ({
      path: '/cgi-bin/stable_token',
      body: { grant_type: 'client_credential', appid: appId, secret: appSecret, force_refresh: force },
    }),
    // of a secret that is wrong the platform says either of two things
    meaningOfToken: (errcode, errmsg) => meaningOf(errcode === 40001 ? 40125 : errcode, errmsg),
    meaningOf,
  };
}

/** `errcode` decides, whatever the status of the answer (全局返回码 and 客服消息 of the platform's documentation). */
function meaningOf(errcode: number, errmsg: string): Meaning {
  const reason = `WeChat: ${String(errcode)} ${errmsg}`.slice(0, 280);
  if (errcode === 0) return simply({ state: 'sent' });
  if (TOKEN_CODES.includes(errcode)) return { ...simply({ state: 'retry', reason }), token: true };
  switch (errcode) {
    case -1:
      return simply({ state: 'retry', reason });
    case 43004:
    case 45015:
    case 45047:
      // she has gone, her window is over, or used up
      return simply({ state: 'barred', reason, rights: 'none' });
    case 45011:
      return simply({ state: 'retry', reason, afterMs: MINUTE });
    default: {
      const sentence = sentenceFor(errcode, errmsg);
      if (sentence === null) return simply({ state: 'refused', reason });
      return troubled(reason, sentence, errcode === 45009 ? DAY / 4 : 10 * MINUTE);
    }
  }
}

function sentenceFor(errcode: number, errmsg: string): string | null {
  switch (errcode) {
    case 40164:
      return `公众平台不让这台服务器调用接口：请把 ${ipIn(errmsg)} 加进「开发接口管理 → IP白名单」 The platform's IP allow-list lacks ${ipIn(errmsg)}`;
    case 40013:
    case 41002:
      return 'AppID 不对：请核对 OFFICIAL_ACCOUNT_APP_ID The AppID is wrong';
    case 40125:
    case 41004:
      return 'AppSecret 不对或已重置：请核对 OFFICIAL_ACCOUNT_APP_SECRET The AppSecret is wrong or was reset';
    case 89501:
    case 89503:
    case 89506:
    case 89507:
      return '公众号管理员还没批准这台服务器调用接口：请在他的微信里确认 The account’s administrator has to approve this server';
    case 48001:
    case 50002:
      return `这个公众号没有客服消息的权限（${String(errcode)}）：请核对 OFFICIAL_ACCOUNT_KIND 和认证 The account may not send customer-service messages`;
    case 45009:
      return '公众平台今天的接口调用次数用完了 The platform’s calls of today are used up';
    default:
      return null;
  }
}
