import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually, startServerProcess, temporaryDirectory } from '@lastmile/testing';
import type { TemporaryDirectory } from '@lastmile/testing';
import { readTrace } from '../src/trace-reader.js';
import type { StoredSpan } from '../src/trace-reader.js';
import { program, registered, sample, startService } from './service.js';
import type { Service } from './service.js';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const headers = { traceparent: `00-${traceId}-00f067aa0ba902b7-01`, 'content-type': 'application/json' };

let traces: TemporaryDirectory;
beforeEach(() => {
  traces = temporaryDirectory('lastmile-traces');
});
afterEach(() => traces.remove());

const written = (): string =>
  readdirSync(traces.path)
    .map((name) => readFileSync(join(traces.path, name), 'utf8'))
    .join('');

/** A span begins on a whole millisecond of the wall clock but is timed by a monotonic one: lengths of two spans compare, ends do not. */
const durationOf = ({ startNs, endNs }: StoredSpan): bigint => BigInt(endNs) - BigInt(startNs);

describe('a Fastify service under the register door', () => {
  let service: Service;
  beforeEach(async () => {
    service = await startService({ SERVICE_NAME: 'contract', TRACES_DIR: traces.path });
  });
  afterEach(() => service.stop());

  it('continues the trace of a request over http and fetch into files, metrics and logs', async () => {
    const response = await fetch(`${service.url}/things/7?token=incoming-secret`, {
      method: 'POST',
      headers,
      body: '{"a":"body-secret"}',
    });
    const answer = (await response.json()) as Record<string, { traceparent: string }>;
    expect(answer['active']?.traceparent).toContain(traceId);
    expect(answer['overHttp']?.traceparent).toContain(traceId);
    expect(answer['overFetch']?.traceparent).toContain(traceId);

    const spans = await eventually(async () => {
      const found = await readTrace(traces.path, traceId);
      expect(found).toHaveLength(5);
      return found;
    });
    const named = (name: string, kind: StoredSpan['kind']): StoredSpan => {
      const span = spans.find((candidate) => candidate.name === name && candidate.kind === kind);
      if (!span) throw new Error(`no ${kind} span ${name} in ${JSON.stringify(spans)}`);
      return span;
    };
    const server = named('POST /things/:id', 'server');
    const command = named('command Work', 'internal');
    const client = named('GET', 'client');
    expect(server).toMatchObject({ parentSpanId: '00f067aa0ba902b7', service: 'contract', status: { code: 'unset' } });
    expect(server.attributes).toMatchObject({
      'http.route': '/things/:id',
      'http.response.status_code': 200,
      'url.path': '/things/7',
    });
    expect(command).toMatchObject({ parentSpanId: server.spanId, attributes: { 'lastmile.command.name': 'Work' } });
    expect(client.parentSpanId).toBe(command.spanId);
    const echoes = spans.filter((span) => span.name === 'GET /echo/:id').map((span) => span.parentSpanId);
    expect(echoes.sort()).toEqual([client.spanId, command.spanId].sort());
    expect(durationOf(server)).toBeGreaterThanOrEqual(durationOf(command));

    expect(written() + service.output()).not.toMatch(/incoming-secret|outgoing-secret|body-secret|hunter2/);
    expect(service.output()).toMatch(new RegExp(`"trace_id":"${traceId}","span_id":"${command.spanId}".*"msg":"working"`));

    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(sample(metrics, 'http_server_request_duration_count', 'http_route="/things/:id"', 'service_name="contract"')).toBe(1);
    expect(sample(metrics, 'lastmile_command_duration_seconds_count', 'command="Work"')).toBe(1);
    expect(sample(metrics, 'process_memory_usage')).toBeGreaterThan(1_000_000);
    expect(sample(metrics, 'otel_sdk_processor_span_processed_total')).toBeGreaterThanOrEqual(5);
    expect(metrics).not.toMatch(/server_address|traceId|4bf92f/);
  });

  it('leaves health and metrics out of traces and request metrics', async () => {
    expect(await (await fetch(`${service.url}/health/live`, { headers })).json()).toEqual({ active: {} });
    expect(await (await fetch(`${service.url}/metrics`, { headers })).text()).not.toContain('http_server_request_duration_count');
    await service.stop();
    expect(await readTrace(traces.path, traceId)).toEqual([]);
  });

  it('marks a failed span and scrubs its message', async () => {
    expect((await fetch(`${service.url}/fails`, { headers })).status).toBe(500);
    await eventually(async () => {
      const failed = (await readTrace(traces.path, traceId)).find((span) => span.name === 'command Fail');
      expect(failed).toMatchObject({
        status: { code: 'error', message: 'no such thing for [redacted]' },
        attributes: { 'error.type': 'Error' },
      });
    });
  });

  it('keeps the last spans when the process exits at once', async () => {
    await fetch(`${service.url}/burst/600`, { headers });
    await fetch(`${service.url}/exit`, { headers }).catch(() => undefined);
    await eventually(async () => {
      const bursts = (await readTrace(traces.path, traceId)).filter((span) => span.name === 'burst');
      expect(bursts).toHaveLength(600);
    });
  });

  it('hands over everything when asked to stop', async () => {
    await fetch(`${service.url}/burst/2000`, { headers });
    await service.stop();
    expect(await readTrace(traces.path, traceId, { maxSpans: 5_000 })).toHaveLength(2_001);
    expect(await readTrace(traces.path, traceId, { maxSpans: 7 })).toHaveLength(7);
  });
});

describe('a program without a word to telemetry', () => {
  it('ends by itself with its spans kept and node:http patched for imports by name', async () => {
    const env = { ...process.env, NODE_OPTIONS: '', SERVICE_NAME: '../short', TRACES_DIR: join(traces.path, 'new', 'folder') };
    const child = spawn(process.execPath, [...registered, program('short')], { env, stdio: 'inherit' });
    expect((await once(child, 'exit'))[0]).toBe(0);
    const files = readdirSync(join(traces.path, 'new', 'folder'));
    expect(files).toEqual([`.._short-${child.pid}.jsonl`]);
    const text = readFileSync(join(traces.path, 'new', 'folder', files[0] ?? ''), 'utf8');
    expect(text).toContain('"name":"short"');
    expect(text).toContain('outgoingRequest');
    expect(
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => Object.keys(JSON.parse(line) as object)),
    ).toEqual([['resourceSpans']]);
  });

  it('still dies of SIGTERM, its spans kept', async () => {
    const waiting = await startServerProcess({
      command: process.execPath,
      args: [...registered, program('waiting')],
      ready: /waiting now/,
      env: { NODE_OPTIONS: '', SERVICE_NAME: 'waiting', TRACES_DIR: traces.path },
    });
    await waiting.stop();
    expect(written()).toContain('"name":"waiting"');
  });
});
