import { contractStatuses } from '@lastmile/protocol';
import { stageOf, stages } from './deal-stage.js';

describe('the stages of a deal', () => {
  it('follow the order of its statuses', () => {
    const reached = contractStatuses.flatMap((status) => stageOf(status) ?? []);
    expect(reached.map((stage) => stages.indexOf(stage))).toEqual(reached.map((stage) => stages.indexOf(stage)).sort());
    expect([...new Set(reached)]).toEqual([...stages]);
  });

  it('do not hold a deal that ended on the way', () =>
    expect(contractStatuses.filter((status) => !stageOf(status))).toEqual(['TERMINATED', 'ABANDONED']));
});
