import { z } from 'zod';

const text = z.string().trim().min(1).optional();
const callBackToken = z
  .string()
  .regex(/^[A-Za-z0-9]{3,32}$/, 'must be 3 to 32 letters and digits, as the platform takes it')
  .optional();
const encodingKey = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}$/, 'must be the EncodingAESKey, 43 characters')
  .optional();

const environment = z.object({
  OFFICIAL_ACCOUNT_KIND: z.enum(['subscription', 'certified-subscription', 'service']).optional(),
  OFFICIAL_ACCOUNT_APP_ID: z
    .string()
    .regex(/^\w{1,64}$/, 'must be the AppID, wx and letters and digits')
    .optional(),
  OFFICIAL_ACCOUNT_APP_SECRET: text,
  OFFICIAL_ACCOUNT_TOKEN: callBackToken,
  OFFICIAL_ACCOUNT_AES_KEY: encodingKey,
  OFFICIAL_ACCOUNT_API_URL: z.url({ protocol: /^https?$/ }).default('https://api.weixin.qq.com'),
  WECOM_CORP_ID: z
    .string()
    .regex(/^\w{1,64}$/, 'must be the 企业ID, letters and digits')
    .optional(),
  WECOM_AGENT_ID: z
    .string()
    .regex(/^\d{1,15}$/, 'must be the AgentId, digits')
    .optional(),
  WECOM_SECRET: text,
  WECOM_TOKEN: callBackToken,
  WECOM_AES_KEY: encodingKey,
  WECOM_API_URL: z.url({ protocol: /^https?$/ }).default('https://qyapi.weixin.qq.com'),
});

/** The settings of what Tencent's platforms let a service do, a part of all settings. */
export const WECHAT_ENVIRONMENT = environment.shape;

/** An account that people follow in WeChat (公众号, 服务号), as the platform's own pages show it. */
export interface OfficialAccountSettings {
  /** What it may do depends on it: `subscription` is one that is not certified. */
  readonly kind: 'subscription' | 'certified-subscription' | 'service';
  readonly appId: string;
  /** null only for one that may call nothing. */
  readonly appSecret: string | null;
  readonly token: string;
  /** null: call-backs are not encrypted (明文模式). */
  readonly aesKey: string | null;
  /** Without a slash at its end. */
  readonly apiUrl: string;
}

/** An app of one's own in WeCom (企业微信自建应用), as its own pages show it. */
export interface WecomSettings {
  readonly corpId: string;
  readonly agentId: string;
  readonly secret: string;
  readonly token: string;
  readonly aesKey: string;
  /** Without a slash at its end. */
  readonly apiUrl: string;
}

type Environment = z.infer<typeof environment>;
/** What is wrong with one setting. */
interface Fault {
  readonly name: string;
  readonly reason: string;
}

const bare = (url: string): string => url.replace(/\/+$/, '');

/** null: there is none. */
export function officialAccountIn(e: Environment): OfficialAccountSettings | Fault | null {
  const { OFFICIAL_ACCOUNT_KIND: kind, OFFICIAL_ACCOUNT_APP_ID: appId, OFFICIAL_ACCOUNT_TOKEN: token } = e;
  const { OFFICIAL_ACCOUNT_APP_SECRET: appSecret = null, OFFICIAL_ACCOUNT_AES_KEY: aesKey = null } = e;
  const reason = 'must be set with OFFICIAL_ACCOUNT_KIND';
  if (kind === undefined) {
    const alone = (appId ?? token ?? appSecret ?? aesKey) !== null;
    return alone ? { name: 'OFFICIAL_ACCOUNT_KIND', reason: 'must be set with the other OFFICIAL_ACCOUNT_…' } : null;
  }
  if (appId === undefined) return { name: 'OFFICIAL_ACCOUNT_APP_ID', reason };
  if (token === undefined) return { name: 'OFFICIAL_ACCOUNT_TOKEN', reason };
  if (appSecret === null && kind !== 'subscription')
    return {
      name: 'OFFICIAL_ACCOUNT_APP_SECRET',
      reason: `must be set for a ${kind} account, which sends by itself`,
    };
  return Object.freeze({ kind, appId, appSecret, token, aesKey, apiUrl: bare(e.OFFICIAL_ACCOUNT_API_URL) });
}

/** null: there is none. All of them belong together. */
export function wecomIn(e: Environment): WecomSettings | Fault | null {
  const { WECOM_CORP_ID: corpId, WECOM_AGENT_ID: agentId, WECOM_SECRET: secret } = e;
  const { WECOM_TOKEN: token, WECOM_AES_KEY: aesKey } = e;
  if ([corpId, agentId, secret, token, aesKey].every((value) => value === undefined)) return null;
  const reason = 'must be set with the other WECOM_…';
  if (corpId === undefined) return { name: 'WECOM_CORP_ID', reason };
  if (agentId === undefined) return { name: 'WECOM_AGENT_ID', reason };
  if (secret === undefined) return { name: 'WECOM_SECRET', reason };
  if (token === undefined) return { name: 'WECOM_TOKEN', reason };
  if (aesKey === undefined) return { name: 'WECOM_AES_KEY', reason };
  return Object.freeze({ corpId, agentId, secret, token, aesKey, apiUrl: bare(e.WECOM_API_URL) });
}
