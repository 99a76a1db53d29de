import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { connectNats, NatsStrategy, serve } from '@lastmile/nats';
import type { Bus, RequestContext } from '@lastmile/nats';
import { rulesMessages } from '@lastmile/protocol';
import { createLogger } from '@lastmile/telemetry';
import type { RunningService } from '@lastmile/telemetry';
import { startNats } from '@lastmile/testing';
import type { NatsServer } from '@lastmile/testing';
import { RulesController } from '../src/rules/rules.controller.js';
import { SERVICE } from '../src/service.js';

@Module({})
class RulesModule {}

const context: RequestContext = {
  idempotencyKey: 'k',
  correlationId: 'c',
  actor: { organisationId: 'u', role: 'university', subjectId: 'k' },
};
const yuan = (amount: string) => ({ amount, currency: 'CNY' }) as const;

describe('the rules over the broker', () => {
  let nats: NatsServer;
  let bus: Bus;
  let app: RunningService;

  beforeAll(async () => {
    nats = await startNats();
    bus = await connectNats({ url: nats.url, name: 'rules' });
    const logger = createLogger('contract', 'silent');
    const providers = [{ provide: SERVICE, useValue: { clock: () => '2026-03-19T17:00:00.000Z' } }];
    const strategy = new NatsStrategy({ bus, service: 'contract', logger });
    const module = { module: RulesModule, controllers: [RulesController], providers };
    app = await serve(module, { strategy, logger, host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await app.close();
    await bus.close();
    await nats.stop();
  });

  it('are those of the place on its day', async () => {
    const { at, rules } = await bus.request(rulesMessages.rules, { region: '110108' }, context);
    expect(at).toBe('2026-03-20');
    expect(rules.map(({ version }) => version)).toContain('beijing/income-floor/2020-01-01');
  });
  it('preview a distribution, or refuse it with a code', async () => {
    const none = yuan('0');
    const asked = {
      region: '110000',
      shared: { kind: 'NET_INCOME' as const, gross: yuan('880000.00'), costs: { taxes: none, upkeep: none, deal: none } },
      isStateUnit: true,
      recipients: [{ id: 'a', parts: 1, isLeader: false }],
    };
    const preview = await bus.request(rulesMessages.previewDistribution, asked, context);
    expect(preview.team).toEqual(yuan('616000.00'));
    await expect(bus.request(rulesMessages.previewDistribution, { ...asked, teamShare: 5_000 }, context)).rejects.toMatchObject({
      code: 'INCOME_FLOOR_NOT_KEPT',
      details: { percent: 70, rule: 'beijing/income-floor/2020-01-01' },
    });
  });
  it('list what a deal lacks', async () => {
    const deal = rulesMessages.checkDeal.input.parse({ region: 'zhejiang', kind: 'ASSIGNMENT', buyerId: 'e' });
    const { maySign, checks } = await bus.request(rulesMessages.checkDeal, deal, context);
    expect(maySign).toBe(false);
    expect(checks.find(({ check }) => check === 'conflict-declaration')?.ruleVersion).toBe(
      'zhejiang/conflict-declaration/2017-10-01',
    );
  });
});
