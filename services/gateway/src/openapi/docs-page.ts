import type { Route } from '../http/route.js';
import { statusOf } from '../http/route.js';
import { accessPolicy } from '@lastmile/protocol';
import { problemTable } from '../problems/problem-table.js';
import { templateOf } from './document.js';
import { codesOf } from './responses.js';
import { jsonSchemaOf, membersOf } from './schema.js';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
const code = (text: string): string => `<code>${escaped(text)}</code>`;
const prose = (text: string): string => escaped(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');

const style = `body{font:15px/1.55 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2733}
h1{font-size:1.6rem}h2{margin-top:2.2rem;border-bottom:1px solid #d9e0e7}details{border:1px solid #d9e0e7;border-radius:6px;margin:.4rem 0;padding:.4rem .8rem}
summary{cursor:pointer}summary b{display:inline-block;min-width:4.2rem;color:#0b6e4f}pre{background:#f5f7f9;padding:.7rem;overflow:auto;border-radius:6px;font-size:13px}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #e6ebf0;padding:.3rem .5rem;text-align:left;vertical-align:top}code{font-size:.92em}:target{background:#fff6d6}`;

const members = (title: string, schema: Route['query']): string => {
  const rows = membersOf(schema).map(({ name, isRequired, schema: type }) => {
    const { description, ...rest } = type;
    return `<tr><td>${code(name)}${isRequired ? ' *' : ''}</td><td>${code(JSON.stringify(rest))} ${prose(typeof description === 'string' ? description : '')}</td></tr>`;
  });
  return rows.length > 0 ? `<h4>${title}</h4><table>${rows.join('')}</table>` : '';
};

const schemaBlock = (title: string, schema: Route['body'], io: 'input' | 'output'): string =>
  schema ? `<h4>${title}</h4><pre>${escaped(JSON.stringify(jsonSchemaOf(schema, io), undefined, 2))}</pre>` : '';

const operation = (route: Route): string => {
  const visitors = accessPolicy.get(`${route.method} ${route.path}`) ?? [];
  const codes = codesOf(route).map((one) => `<a href="#${one}">${one}</a> ${problemTable[one].status}`);
  return `<details><summary><b>${route.method}</b> ${code(templateOf(route.path))} ${prose(route.summary)}</summary>
${route.description ? `<p>${prose(route.description)}</p>` : ''}<p>谁可以 · Who may: ${visitors.map(code).join(' ')}</p>
${members('路径参数 · Path', route.params)}${members('查询参数 · Query', route.query)}${schemaBlock('请求体 · Body', route.streamed ? undefined : route.body, 'input')}
${schemaBlock(`回答 · Answer ${statusOf(route)}`, route.answer, 'output')}<h4>拒绝 · Refusals</h4><p>${codes.join(', ')}</p></details>`;
};

const codeRows = (): string =>
  Object.entries(problemTable)
    .map(
      ([name, { status, zh, en }]) =>
        `<tr id="${name}"><td>${code(name)}</td><td>${status}</td><td>${escaped(zh.join('。'))}<br>${escaped(en.join('. '))}</td></tr>`,
    )
    .join('\n');

/** The reference as one page without scripts. */
export const docsPage = (routes: readonly Route[]): string => {
  const tags = [...new Set(routes.map(({ tag }) => tag))];
  const sections = tags.map(
    (tag) =>
      `<h2>${escaped(tag)}</h2>${routes
        .filter((one) => one.tag === tag)
        .map(operation)
        .join('\n')}`,
  );
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>lastmile API</title><style>${style}</style></head><body><h1>最后一公里 · lastmile API</h1>
<p>机器可读 · Machine-readable: <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1)</p>
${sections.join('\n')}<h2>代码 · Codes</h2><table>${codeRows()}</table></body></html>`;
};
