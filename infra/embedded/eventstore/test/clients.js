// The two official clients behind the few names in which they differ. One process must never load both.

const kurrent = async () => {
  const client = await import('@kurrent/kurrentdb-client');
  return {
    ...client,
    connect: (url) => client.KurrentDBClient.connectionString(url),
    expecting: (streamState, options = {}) => ({ ...options, streamState }),
    expectedOf: (error) => error.expectedState,
    actualOf: (error) => error.actualState,
  };
};

const dbClient = async () => {
  const client = await import('@eventstore/db-client');
  return {
    ...client,
    connect: (url) => client.EventStoreDBClient.connectionString(url),
    expecting: (expectedRevision, options = {}) => ({ ...options, expectedRevision }),
    expectedOf: (error) => error.expectedVersion,
    actualOf: (error) => error.actualVersion,
  };
};

export const loadClient = (name) => ({ kurrent, 'db-client': dbClient })[name]();
