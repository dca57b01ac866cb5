/** What the doctor says: Chinese first, then English. */
export const SAYS = {
  settingWrong: (name: string, reason: string) => `${name} 写得不对 is wrong: ${reason}`,
  settingUnknown: (name: string, meant: string | null) =>
    meant === null
      ? `没有叫 ${name} 的设置 there is no setting ${name}`
      : `没有叫 ${name} 的设置，是不是 ${meant}？ there is no setting ${name}; ${meant} may be meant`,
  settingsRight: (count: number) => `${String(count)} 项设置写得都对 settings, all of them right`,

  folderClosed: (folder: string, reason: string) => `数据文件夹 ${folder} 写不进去 cannot be written: ${reason}`,
  diskFull: (folder: string, megabytes: number) =>
    `${folder} 所在的盘只剩 ${String(megabytes)} MB，至少要 50 MB only ${String(megabytes)} MB are left on its disk; 50 are needed`,
  folderRight: (folder: string, megabytes: number) =>
    `${folder} 可以写，还有 ${String(megabytes)} MB can be written, ${String(megabytes)} MB are free`,
  folderMissing: (folder: string) => `${folder} 还没有，启动时会建 is not there yet; a start makes it`,

  databaseAway: (reason: string) => `数据库连不上或不能用 the database cannot be used: ${reason}`,
  databaseNone: (place: string) => `${place} 还没有，启动时会建 is not there yet; a start makes it`,
  databaseRight: (place: string, what: string) => `${place}，${what}`,
  collationLoose: (of: string, is: string, wanted: string) =>
    `${of} 的排序规则是 ${is}，会把不同的文字当成同一个，要改成 ${wanted} has a collation that takes different texts for the same; it must be ${wanted}`,
  schemaNewer: (names: string) =>
    `数据表属于更新的版本，这个程序不能用它 the tables belong to a newer version, which has ${names}; start that version, or restore the copy made before it`,
  schemaOlder: (count: number) =>
    `数据表较旧，下次启动会改 ${String(count)} 处，请先备份 the tables are older: a start runs ${String(count)} migrations; make a copy before`,
  schemaRight: (count: number) => `数据表与程序相符 the tables are this program’s (${String(count)} migrations)`,
  clockApart: (seconds: number) =>
    `本机的钟比数据库的${seconds > 0 ? '快' : '慢'} ${String(Math.abs(seconds))} 秒 this machine’s clock is ${String(Math.abs(seconds))} s ${seconds > 0 ? 'ahead of' : 'behind'} the database’s; set both by NTP`,
  clockBack: (seconds: number) =>
    `本机的钟比数据库里最后写下的时间还早 ${String(seconds)} 秒 this machine’s clock is ${String(seconds)} s behind what was written last; set it by NTP`,
  clockRight: (seconds: number) =>
    `本机的钟与数据库相差 ${String(seconds)} 秒以内 this machine and the database agree within ${String(seconds)} s`,
  inUse: (by: string) => `服务正在运行 the service is running (${by})`,
  notInUse: '服务没有在运行 the service is not running',

  keyAnother:
    'SECRET_KEY 不是写这个数据库时用的那一个，电话等打不开 is not the one with which this database was written; set the former one again',
  keyGone: (path: string) =>
    `密钥文件 ${path} 不见了，电话等打不开 the key file is gone: put it back from a copy, or set SECRET_KEY`,
  keyRight: '密钥能打开存下的内容 the key opens what is stored',
  keyNew: '还没有用密钥写过东西 nothing was written with a key so far',

  unheard: '还没有收到过任何消息 no message has ever come in',
  heard: (age: string) => `最近一条消息在 ${age} 前收到 the last message came in ${age} ago`,
  overdue: (count: number) =>
    `有 ${String(count)} 条消息该发五分钟以上还没发出去 ${String(count)} messages should have left more than five minutes ago`,
  sent: '没有积压的消息 no message is overdue',
  backupNone: '还没有备份过 no copy of the database was ever made',
  backupAge: (age: string) => `最近一份好的备份是 ${age} 前的 the last good copy is ${age} old`,
  withoutPasskey: (without: number, all: number) =>
    `${String(all)} 位统筹员和管理员里有 ${String(without)} 位没有通行密钥 ${String(without)} of ${String(all)} who coordinate or operate have no passkey`,
  withPasskeys: '统筹员和管理员都有通行密钥 all who coordinate or operate have a passkey',
  nobodyYet: '还没有统筹员 nobody coordinates yet',

  addressNone:
    '没有设置，链接和二维码以本机地址开头，手机打不开 is not set: links begin with an address of this machine that no telephone opens',
  addressPlain: (url: string) =>
    `${url} 不是 https，密码和通行密钥在路上没有保护 is not https: sign-ins travel in the open and passkeys do not work`,
  addressPath: (url: string) => `${url} 后面不能有路径 must not have a path, a question mark or a #`,
  addressAway: (url: string, reason: string) => `${url} 打不开 does not answer: ${reason}`,
  addressOther: (url: string) => `${url} 应答的不是这个服务 is answered by something else than this service`,
  addressUnasked: (url: string) =>
    `服务没有在运行，没有检查 ${url} the service is not running, so its address was not asked`,
  addressRight: (url: string) => `${url} 通到这个服务 leads to this service`,
  proxyScheme:
    '前面的代理没有传 X-Forwarded-Proto，服务以为是 http the proxy does not hand on X-Forwarded-Proto: the service believes it is asked over http',
  proxyHost: (seen: string) =>
    `前面的代理没有传原来的 Host，服务看到的是 ${seen} the proxy does not hand on the Host: the service sees ${seen}`,
  proxySource:
    '前面的代理没有传 X-Forwarded-For，所有人看起来来自同一地址，限次会误伤 the proxy does not hand on X-Forwarded-For: everybody seems to come from one address',
  proxyRight: '代理把该传的都传了 the proxy hands on what it must',

  mailRefused: (reason: string) => `邮件服务器不接受 the mail server refuses us: ${reason}`,
  mailRight: '邮件服务器接受我们 the mail server greets us',
  mailboxRefused: (reason: string) => `收信的邮箱打不开 the mailbox cannot be opened: ${reason}`,
  mailboxRight: '收信的邮箱可以打开 the mailbox opens',
  redisAway: (reason: string) =>
    `Redis 连不上，各服务各发各的 Redis does not answer, so each service works alone: ${reason}`,
  redisRight: 'Redis 应答 answers',
  gatewayAway: (reason: string) => `微信网关连不上 the WeChat gateway does not answer: ${reason}`,
  gatewayRight: '微信网关应答 the WeChat gateway answers',
  gatewayUnasked: '没有设置网关地址，没有检查 no endpoint is set, so the gateway was not asked',
  modelAway: (reason: string) => `语言模型连不上 the language model does not answer: ${reason}`,
  modelRight: '语言模型应答 answers',

  unchecked: (why: string) => `没有检查 not checked: ${why}`,
  summary: (problems: number) =>
    problems === 0
      ? '没有发现毛病 no problem was found'
      : `发现 ${String(problems)} 个毛病 problems: ${String(problems)}`,
} as const;
