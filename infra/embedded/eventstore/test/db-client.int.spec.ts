import { startEventStore } from '@lastmile/testing';
import type { EventStoreServer } from '@lastmile/testing';
import { runScenarios, scenarioTitles } from './client-run.js';
import type { ScenarioResult } from './client-run.js';

const titles = await scenarioTitles();

describe('@eventstore/db-client', () => {
  let server: EventStoreServer;
  let results: Map<string, ScenarioResult>;

  beforeAll(async () => {
    server = await startEventStore();
    results = await runScenarios('db-client', server.url);
  });

  afterAll(() => server.stop());

  it.each(titles)('%s', (title) => {
    expect(results.get(title)).toEqual({ title });
  });
});
