import { readFileSync } from 'node:fs';
import { draftingInputs, draftingProcess } from './drafting.process.js';

const data: unknown = JSON.parse(readFileSync(new URL('./fixtures/MatchIntroduced.v1.json', import.meta.url), 'utf8'));
const introduced = draftingInputs.decode({ type: 'MatchIntroduced.v1', data });

describe('drafting', () => {
  it('sends one draft for an introduction, supply first, dated by the introduction', () => {
    const outputs = draftingProcess.decide(introduced, draftingProcess.initialState());
    expect(outputs).toEqual([
      {
        command: {
          type: 'DraftContract',
          deal: {
            matchId: 'm-1',
            listingId: 'l-1',
            demandId: 'd-1',
            title: '成果',
            parties: [
              { organisationId: 'org-a', side: 'SUPPLY' },
              { organisationId: 'org-b', side: 'DEMAND' },
            ],
          },
          now: introduced.introducedAt,
        },
        undo: 'none',
      },
    ]);
  });
  it('sends nothing for a second introduction of the same match', () => {
    const state = draftingProcess.evolve(draftingProcess.initialState(), introduced);
    expect(draftingProcess.decide(introduced, state)).toEqual([]);
  });
});
