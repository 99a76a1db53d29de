import { eventStreamOf, eventStreams, serviceOf } from './streams.js';

describe('streams', () => {
  it('are one for each publishing service and three for dead letters', () => {
    expect(eventStreams.map(({ name, subjects }) => `${name} ${subjects.join()}`)).toEqual([
      'CATALOG_EVENTS catalog.event.>',
      'MATCHING_EVENTS matching.event.>',
      'CONTRACT_EVENTS contract.event.>',
      'NOTIFICATION_EVENTS notification.event.>',
      'DEAD_LETTERS dead-letter.>',
      'SETTLED_LETTERS settled-letter.>',
      'RETRIES retry.>',
    ]);
  });

  it('are named for the service', () => {
    expect(eventStreamOf('back-office').name).toBe('BACK_OFFICE_EVENTS');
    expect(serviceOf('catalog.event.listing-published.v1')).toBe('catalog');
  });
});
