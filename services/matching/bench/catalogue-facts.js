// What the catalogue publishes of texts, for benches that run the service on real servers.
import { catalogEvents, demandContentSchema, listingContentSchema, systemActor } from '@lastmile/protocol';

const LONGEST_TITLE = 300;

/** Messages for the catalogue's port, each with its place in the stream. */
export const factsOf = ({ listings, demands }) => {
  let position = 0;
  const messageOf = (stream, subject, body) => ({
    id: `${stream}-1`,
    subject,
    body,
    position: (position += 1),
    headers: {
      'Lastmile-Actor': JSON.stringify(systemActor('import')),
      'Lastmile-Correlation': stream,
      'Lastmile-Stream': stream,
      'Lastmile-Revision': '1',
      'Lastmile-At': new Date().toISOString(),
    },
  });
  const title = (text) => text.title.slice(0, LONGEST_TITLE);
  const demandFacts = demands.map((text, at) => {
    const content = demandContentSchema.parse({ title: title(text), content: text.body });
    const body = { demandId: `d${at}`, revision: 1, organisationId: `enterprise-${at % 50}`, content };
    return messageOf(`demand-d${at}`, catalogEvents.demandPublished.subject, body);
  });
  const listingFacts = listings.map((text, at) => {
    const content = listingContentSchema.parse({ title: title(text), abstract: text.body });
    const body = { listingId: `l${at}`, revision: 1, organisationId: `university-${at % 90}`, content };
    return messageOf(`listing-l${at}`, catalogEvents.listingPublished.subject, body);
  });
  return { demandFacts, listingFacts };
};
