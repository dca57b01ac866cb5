import type { WecomSettings } from '../../../config/configuration';
import { MINUTE } from '../../kernel/clock';
import { ipIn, simply, troubled, type Meaning } from '../callback/meaning';
import type { Platform } from '../callback/platform-client';
import { WECOM } from './inbound';

const TOKEN_CODES = [40014, 42001, 40001];

/** WeCom's server for messages of an app of one's own (应用消息). */
export function platformOf({ corpId, secret, apiUrl }: WecomSettings): Platform {
  const asked = new URLSearchParams({ corpid: corpId, corpsecret: secret });
  return {
    channel: WECOM,
    apiUrl,
    tokenRequest: () => ({ path: `/cgi-bin/gettoken?${asked.toString()}`, body: null }),
    meaningOfToken: (errcode, errmsg) => meaningOf(errcode, errmsg, true),
    meaningOf: (errcode, errmsg, { invaliduser }) => {
      if (errcode === 0 && typeof invaliduser === 'string' && invaliduser !== '')
        return simply({ state: 'refused', reason: 'WeCom: the person may not see the app' });
      return meaningOf(errcode, errmsg, false);
    },
  };
}

/** `errcode` decides (全局错误码 of WeCom's documentation). */
function meaningOf(errcode: number, errmsg: string, ofToken: boolean): Meaning {
  const reason = `WeCom: ${String(errcode)} ${errmsg}`.slice(0, 280);
  if (errcode === 0) return simply({ state: 'sent' });
  if (TOKEN_CODES.includes(errcode) && !ofToken) return { ...simply({ state: 'retry', reason }), token: true };
  switch (errcode) {
    case -1:
      return simply({ state: 'retry', reason });
    case 45009:
    case 45033:
      return simply({ state: 'retry', reason, afterMs: MINUTE });
    default: {
      const sentence = sentenceFor(errcode, errmsg);
      return sentence === null ? simply({ state: 'refused', reason }) : troubled(reason, sentence, 10 * MINUTE);
    }
  }
}

function sentenceFor(errcode: number, errmsg: string): string | null {
  switch (errcode) {
    case 60020:
      return `企业微信不让这台服务器调用接口：请把 ${ipIn(errmsg)} 加进应用的「企业可信IP」 The app's trusted IPs lack ${ipIn(errmsg)}`;
    case 40013:
      return '企业ID 不对：请核对 WECOM_CORP_ID The corp id is wrong';
    case 40001:
    case 40091:
      return '应用的 Secret 不对或已重置：请核对 WECOM_SECRET The app’s secret is wrong or was reset';
    case 40056:
    case 301002:
      return 'AgentId 不是这个应用的：请核对 WECOM_AGENT_ID The AgentId is not this app’s';
    case 48002:
    case 60011:
      return '这个应用没有发消息的权限：请在企业微信后台核对 The app may not send messages';
    default:
      return null;
  }
}
