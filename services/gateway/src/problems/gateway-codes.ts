import { row } from './problem-row.js';

/** What the gateway refuses by itself. */
export const gatewayRows = {
  INVALID_JSON: row(
    400,
    ['请求体不是有效的 JSON', '请检查请求体的格式与编码（UTF-8）。'],
    ['The body is no valid JSON', 'Check the form of the body and its encoding (UTF-8).'],
  ),
  INVALID_IDEMPOTENCY_KEY: row(
    400,
    ['幂等键无效', 'Idempotency-Key 须为 1 至 128 个可见 ASCII 字符，且只出现一次。'],
    ['The idempotency key is invalid', 'Idempotency-Key takes 1 to 128 visible ASCII characters, once.'],
  ),
  INVALID_IF_MATCH: row(
    400,
    ['If-Match 无效', 'If-Match 须为一个带引号的修订号，例如 "3"；不支持它的命令不应携带。'],
    ['If-Match is invalid', 'If-Match takes one quoted revision, as "3"; leave it out where a command does not offer it.'],
  ),
  INVALID_LAST_EVENT_ID: row(
    400,
    ['Last-Event-ID 无效', '须为此前收到的事件编号。'],
    ['Last-Event-ID is invalid', 'It takes the id of an event received before.'],
  ),
  BAD_REQUEST: row(
    400,
    ['请求无法理解', '请求行、地址或请求头不符合规范。'],
    ['The request is not understood', 'Its line, address or headers do not follow the rules.'],
  ),
  UNAUTHENTICATED: row(
    401,
    ['尚未登录', '请登录，或在 Authorization 请求头中提供有效的 API 密钥。'],
    ['Not signed in', 'Sign in, or send a valid API key in the Authorization header.'],
  ),
  ROLE_NOT_ALLOWED: row(
    403,
    ['没有权限', '您所在机构的角色不能进行此操作。'],
    ['Not allowed', 'The role of your organisation may not do this.'],
  ),
  CROSS_SITE_REQUEST: row(
    403,
    ['来源不被接受', '使用会话 Cookie 的更改请求须来自本站页面。'],
    ['The origin is not accepted', 'A change that is authorised by the session cookie must come from this site.'],
  ),
  ROUTE_NOT_FOUND: row(
    404,
    ['没有这个地址', '请查阅 /api/docs 中的接口说明。'],
    ['There is no such address', 'See the reference at /api/docs.'],
  ),
  METHOD_NOT_ALLOWED: row(
    405,
    ['此地址不支持该方法', '可用的方法见 Allow 响应头。'],
    ['The address does not take this method', 'The Allow header names those it takes.'],
  ),
  ORGANISATION_EXISTS: row(
    409,
    ['机构编号已被使用', '请换一个编号，或省略编号由系统生成。'],
    ['The organisation exists', 'Choose another id, or leave it out to have one made.'],
  ),
  API_KEY_SHOWN_ONCE: row(
    409,
    ['密钥只显示一次', '该密钥已创建并显示过；如已遗失，请吊销后用新的幂等键另建。'],
    [
      'The key is shown once',
      'It was made and shown before; if it is lost, revoke it and make another with a new idempotency key.',
    ],
  ),
  BODY_TOO_LARGE: row(
    413,
    ['请求体过大', '普通请求不超过 1 MiB，导入不超过 50 MiB。'],
    ['The body is too large', 'At most 1 MiB, and 50 MiB for an import.'],
  ),
  UNSUPPORTED_MEDIA_TYPE: row(
    415,
    ['不支持的内容类型', '请使用 application/json；导入请使用 application/x-ndjson。'],
    ['The content type is not supported', 'Send application/json, or application/x-ndjson for an import.'],
  ),
  TOO_MANY_REQUESTS: row(
    429,
    ['请求过于频繁', '请在 Retry-After 所示的秒数之后重试。'],
    ['Too many requests', 'Try again after the seconds in Retry-After.'],
  ),
  IMPORT_FILE_LOST: row(
    500,
    ['导入文件丢失', '导入未完成，请重新提交；已导入的行不会重复。'],
    ['The file of the import was lost', 'Send it again; rows that were imported do not come twice.'],
  ),
  INTERNAL: row(
    500,
    ['内部错误', '出现意外错误；请凭 traceId 联系运维人员。'],
    ['Internal error', 'Something unexpected happened; name the traceId to the operator.'],
  ),
  SERVICE_FAILED: row(
    500,
    ['服务出错', '后台服务处理失败；请凭 traceId 联系运维人员。'],
    ['A service failed', 'A service behind the gateway failed; name the traceId to the operator.'],
  ),
  SERVICE_UNAVAILABLE: row(
    503,
    ['服务暂不可用', '操作未执行；请稍后用同一幂等键重试。'],
    ['Not available at the moment', 'Nothing was done; try again soon, with the same idempotency key.'],
  ),
  OVERLOADED: row(
    503,
    ['系统繁忙', '操作未执行；请稍后用同一幂等键重试。'],
    ['Too busy', 'Nothing was done; try again soon, with the same idempotency key.'],
  ),
  OUTCOME_UNKNOWN: row(
    503,
    ['结果未知', '命令可能已执行；请用同一幂等键重试（见 Idempotency-Key 响应头），不会重复生效。'],
    [
      'The outcome is unknown',
      'The command may have been done; repeat it with the same idempotency key (see the Idempotency-Key header), it takes effect once.',
    ],
  ),
  UPSTREAM_TIMEOUT: row(
    504,
    ['查询超时', '后台服务未及时回答；请稍后重试。'],
    ['The query timed out', 'A service did not answer in time; try again.'],
  ),
} as const;

export type GatewayCode = keyof typeof gatewayRows;
