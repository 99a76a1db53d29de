import { defineCollection } from '@lastmile/documents';
import type { Document, Documents } from '@lastmile/documents';
import type { Kind, Subject } from '../engine/subject.js';
import { indexedCollection, indexedId } from '../indexing/indexed-entry.js';
import type { IndexedEntry } from '../indexing/indexed-entry.js';

/** What a withdrawn or contracted record last said: what became of its matches is learnt from, long after the index forgot it. */
export interface RetiredText extends Document {
  subject: Subject;
}

export const retiredTextsCollection = defineCollection<RetiredText>({ name: 'retired_texts', version: 1, indexes: [] });

/** Without who it is, and whom it wants nothing to do with. */
export const bareSubject = (entry: Omit<IndexedEntry, 'revision'>): Subject => {
  const { title, body, field, modes, region, indicators, price, budget, budgetMin } = entry;
  const { achievementKind, readinessLevel, smallBusiness, licence, licences } = entry;
  const subject = {
    ...{ organisationId: '', title, body, field, modes, region, indicators, price, budget, budgetMin },
    ...{ achievementKind, readinessLevel, smallBusiness, licence, licences },
  };
  return JSON.parse(JSON.stringify(subject)) as Subject;
};

/** To be called before the index forgets the record. */
export const retireText = async (documents: Documents, { kind, id }: { kind: Kind; id: string }): Promise<void> => {
  const known = await documents.collection(indexedCollection).get(indexedId(kind, id));
  if (!known?.entry) return;
  const { revision, entry } = known;
  await documents.collection(retiredTextsCollection).replace({ id: indexedId(kind, id), revision, subject: bareSubject(entry) });
};

/** What a record says, or last said. */
export const subjectOf = async (documents: Documents, kind: Kind, id: string): Promise<Subject | undefined> => {
  const known = await documents.collection(indexedCollection).get(indexedId(kind, id));
  if (known?.entry) return bareSubject(known.entry);
  return (await documents.collection(retiredTextsCollection).get(indexedId(kind, id)))?.subject;
};
