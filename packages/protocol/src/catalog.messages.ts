import { z } from 'zod';
import { defineEvent, defineRequest } from './message.js';
import {
  achievementKindSchema,
  byIdSchema,
  commandResultSchema,
  cooperationModeSchema,
  dateSchema,
  enterpriseSizeSchema,
  idSchema,
  indicatorSchema,
  instantSchema,
  licenceModeSchema,
  marketFieldSchema,
  moneySchema,
  ownerSchema,
  pageOf,
  pageQuery,
  patchOf,
  readinessLevelSchema,
  regionSchema,
} from './values.js';

const title = z.string().trim().min(1).max(300);
const text = z.string().trim().max(20_000);

/** Where an imported record came from; together with the organisation it makes repeated imports one listing. */
const sourceId = z.string().min(1).max(200);

export const achievementContentSchema = z.object({
  title,
  abstract: text,
  kind: achievementKindSchema.default('OTHER'),
  field: marketFieldSchema.optional(),
  owners: z.array(ownerSchema).max(50).default([]),
  isServiceAchievement: z.boolean().default(true),
});
export type AchievementContent = z.infer<typeof achievementContentSchema>;

/** Classified technology is never offered on the platform. */
const secrecy = z.enum(['PUBLIC', 'CLASSIFIED']).default('PUBLIC');

/** Organisations that the owner never deals with; shown to the owner alone. */
const excludedOrganisationIds = z.array(idSchema).max(50).default([]);

/** A licence that is in force already; without field or region it covers all of them, without `until` it has no end. */
export const liveLicenceSchema = z.object({
  mode: licenceModeSchema,
  field: marketFieldSchema.optional(),
  region: regionSchema.optional(),
  until: dateSchema.optional(),
});
export type LiveLicence = z.infer<typeof liveLicenceSchema>;

export const listingContentSchema = z.object({
  title,
  abstract: text.default(''),
  /** What it does better than the leading alternative, and what that is worth. */
  advantage: z.string().trim().max(5_000).default(''),
  kind: achievementKindSchema.optional(),
  achievementId: idSchema.optional(),
  field: marketFieldSchema.optional(),
  keywords: z.array(z.string().trim().min(1).max(60)).max(20).default([]),
  indicators: z.array(indicatorSchema).max(50).default([]),
  readinessLevel: readinessLevelSchema.optional(),
  modes: z.array(cooperationModeSchema).max(7).default([]),
  price: moneySchema.optional(),
  region: regionSchema.optional(),
  owners: z.array(ownerSchema).max(50).default([]),
  licences: z.array(liveLicenceSchema).max(50).default([]),
  secrecy,
  excludedOrganisationIds,
  validUntil: dateSchema.optional(),
  sourceId: sourceId.optional(),
});
export type ListingContent = z.infer<typeof listingContentSchema>;

export const demandContentSchema = z.object({
  title,
  content: text.default(''),
  field: marketFieldSchema.optional(),
  keywords: z.array(z.string().trim().min(1).max(60)).max(20).default([]),
  indicators: z.array(indicatorSchema).max(50).default([]),
  budget: z.object({ min: moneySchema.optional(), max: moneySchema.optional() }).optional(),
  deadline: dateSchema.optional(),
  /** The least readiness that is of use. */
  readinessLevel: readinessLevelSchema.optional(),
  modes: z.array(cooperationModeSchema).max(7).default([]),
  /** The least that a licence must grant, when one is wanted. */
  licence: licenceModeSchema.optional(),
  region: regionSchema.optional(),
  enterpriseSize: enterpriseSizeSchema.optional(),
  secrecy,
  excludedOrganisationIds,
  confidentiality: z.enum(['PUBLIC', 'ANONYMOUS']).default('PUBLIC'),
  validUntil: dateSchema.optional(),
  sourceId: sourceId.optional(),
});
export type DemandContent = z.infer<typeof demandContentSchema>;

export const listingStatuses = ['DRAFT', 'PUBLISHED', 'WITHDRAWN', 'CONTRACTED'] as const;
export const listingStatusSchema = z.enum(listingStatuses);
export type ListingStatus = z.infer<typeof listingStatusSchema>;

const record = {
  id: z.string(),
  revision: z.number().int(),
  organisationId: z.string(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
};

export const achievementViewSchema = z.object({ ...record, ...achievementContentSchema.shape, status: z.enum(['DISCLOSED']) });
export type AchievementView = z.infer<typeof achievementViewSchema>;
export const listingViewSchema = z.object({ ...record, ...listingContentSchema.shape, status: listingStatusSchema });
export type ListingView = z.infer<typeof listingViewSchema>;
/** `organisationId` is empty for strangers when the demand is anonymous. */
export const demandViewSchema = z.object({ ...record, ...demandContentSchema.shape, status: listingStatusSchema });
export type DemandView = z.infer<typeof demandViewSchema>;

/** Lists: published ones of everybody, or, with `mine`, all of the actor's organisation. Newest first. */
const listQuery = z.object({
  ...pageQuery,
  mine: z.boolean().optional(),
  field: marketFieldSchema.optional(),
  status: listingStatusSchema.optional(),
});

const withdrawal = z.object({
  id: idSchema,
  reason: z.string().trim().min(1).max(500),
  expectedRevision: z.number().int().min(0).optional(),
});
const withRevision = { id: idSchema, expectedRevision: z.number().int().min(0).optional() };

export const catalogMessages = {
  discloseAchievement: defineRequest(
    'catalog.request.disclose-achievement.v1',
    z.object({ id: idSchema, content: achievementContentSchema }),
    commandResultSchema,
  ),
  getAchievement: defineRequest('catalog.request.get-achievement.v1', byIdSchema, achievementViewSchema),
  listAchievements: defineRequest('catalog.request.list-achievements.v1', z.object(pageQuery), pageOf(achievementViewSchema)),

  draftListing: defineRequest(
    'catalog.request.draft-listing.v1',
    z.object({ id: idSchema, content: listingContentSchema }),
    commandResultSchema,
  ),
  reviseListing: defineRequest(
    'catalog.request.revise-listing.v1',
    z.object({ ...withRevision, content: patchOf(listingContentSchema) }),
    commandResultSchema,
  ),
  publishListing: defineRequest('catalog.request.publish-listing.v1', z.object(withRevision), commandResultSchema),
  renewListing: defineRequest(
    'catalog.request.renew-listing.v1',
    z.object({ ...withRevision, validUntil: dateSchema }),
    commandResultSchema,
  ),
  withdrawListing: defineRequest('catalog.request.withdraw-listing.v1', withdrawal, commandResultSchema),
  /** Drafts and publishes, or revises when the content differs, or changes nothing: one call a row of an import. */
  importListing: defineRequest(
    'catalog.request.import-listing.v1',
    z.object({ id: idSchema, content: listingContentSchema }),
    commandResultSchema,
  ),
  getListing: defineRequest('catalog.request.get-listing.v1', byIdSchema, listingViewSchema),
  listListings: defineRequest('catalog.request.list-listings.v1', listQuery, pageOf(listingViewSchema)),

  draftDemand: defineRequest(
    'catalog.request.draft-demand.v1',
    z.object({ id: idSchema, content: demandContentSchema }),
    commandResultSchema,
  ),
  reviseDemand: defineRequest(
    'catalog.request.revise-demand.v1',
    z.object({ ...withRevision, content: patchOf(demandContentSchema) }),
    commandResultSchema,
  ),
  publishDemand: defineRequest('catalog.request.publish-demand.v1', z.object(withRevision), commandResultSchema),
  renewDemand: defineRequest(
    'catalog.request.renew-demand.v1',
    z.object({ ...withRevision, validUntil: dateSchema }),
    commandResultSchema,
  ),
  withdrawDemand: defineRequest('catalog.request.withdraw-demand.v1', withdrawal, commandResultSchema),
  importDemand: defineRequest(
    'catalog.request.import-demand.v1',
    z.object({ id: idSchema, content: demandContentSchema }),
    commandResultSchema,
  ),
  getDemand: defineRequest('catalog.request.get-demand.v1', byIdSchema, demandViewSchema),
  listDemands: defineRequest('catalog.request.list-demands.v1', listQuery, pageOf(demandViewSchema)),
};

/** Public facts carry the whole state, so a consumer needs no question back; `revision` lets it ignore older ones. */
const listingFact = z.object({
  listingId: z.string(),
  revision: z.number().int(),
  organisationId: z.string(),
  content: listingContentSchema,
});
const demandFact = z.object({
  demandId: z.string(),
  revision: z.number().int(),
  organisationId: z.string(),
  content: demandContentSchema,
});
const closed = { revision: z.number().int(), organisationId: z.string(), reason: z.string() };

export const catalogEvents = {
  achievementDisclosed: defineEvent(
    'catalog.event.achievement-disclosed.v1',
    z.object({ achievementId: z.string(), revision: z.number().int(), organisationId: z.string(), title: z.string() }),
  ),
  listingPublished: defineEvent('catalog.event.listing-published.v1', listingFact),
  listingRevised: defineEvent('catalog.event.listing-revised.v1', listingFact),
  listingWithdrawn: defineEvent(
    'catalog.event.listing-withdrawn.v1',
    z.object({ listingId: z.string(), title: z.string(), ...closed }),
  ),
  demandPublished: defineEvent('catalog.event.demand-published.v1', demandFact),
  demandRevised: defineEvent('catalog.event.demand-revised.v1', demandFact),
  demandWithdrawn: defineEvent(
    'catalog.event.demand-withdrawn.v1',
    z.object({ demandId: z.string(), title: z.string(), ...closed }),
  ),
};
