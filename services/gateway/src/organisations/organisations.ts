import { defineCollection } from '@lastmile/documents';
import type { Document, Documents } from '@lastmile/documents';
import { instantSchema, roleSchema } from '@lastmile/protocol';
import type { Role } from '@lastmile/protocol';
import { z } from 'zod';

const name = z.string().trim().min(1).max(200);
export const organisationNameSchema = z.object({ zh: name, en: name });

export const organisationViewSchema = z.object({
  id: z.string(),
  revision: z.number().int(),
  name: organisationNameSchema,
  role: roleSchema,
  createdAt: instantSchema,
});

/** Who takes part. The role is for good: another role is another organisation. */
export interface Organisation extends Document {
  name: { zh: string; en: string };
  role: Role;
  createdAt: string;
  /** The command that made it. */
  madeBy: string;
}

export const organisationsCollection = defineCollection<Organisation>({ name: 'organisations', version: 1, indexes: [] });

/** Adds the organisation unless it is there; answers what is there. */
export const addOrganisation = async (documents: Documents, organisation: Organisation): Promise<Organisation> => {
  const organisations = documents.collection(organisationsCollection);
  const isNew = await organisations.replace(organisation);
  return isNew ? organisation : ((await organisations.get(organisation.id)) ?? organisation);
};
