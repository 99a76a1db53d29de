import { defineCollection, replaceIn } from '../src/index.js';
import type { CollectionDefinition, Documents, Query } from '../src/index.js';

export interface Offer {
  id: string;
  revision: number;
  status?: string | null;
  price?: number | boolean | string | null;
  tags?: string[];
  owner?: { id: string };
  parties?: { organisationId: string }[];
  code?: string | null;
}

let version = 0;

/** A collection that no other test uses. */
export const offersDefinition = (): CollectionDefinition<Offer> => {
  version += 1;
  return defineCollection<Offer>({
    name: 'offers',
    version,
    indexes: [
      { name: 'by-status', fields: ['status', 'price'] },
      { name: 'by-price', fields: ['price'] },
      { name: 'by-tag', fields: ['tags'] },
      { name: 'by-party', fields: ['parties.organisationId'] },
      { name: 'by-owner', fields: ['owner.id'] },
      { name: 'by-code', fields: ['code'], unique: true },
    ],
  });
};

/** Collections of offers in a store: an empty one, or one with documents and a query that answers with ids. */
export const offersIn = (store: () => Documents) => {
  const ensured = async () => {
    const definition = offersDefinition();
    await store().ensure([definition]);
    return { definition, offers: store().collection(definition) };
  };

  const stocked = async (documents: readonly Offer[]) => {
    const { definition, offers } = await ensured();
    await store().apply(documents.map((document) => replaceIn(definition, document)));
    const ids = async (query: Omit<Query<Offer>, 'limit'>): Promise<string[]> =>
      (await offers.find({ limit: 100, ...query })).items.map(({ id }) => id);
    return { definition, offers, ids };
  };
  return { ensured, stocked };
};
