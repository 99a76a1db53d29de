import type { Fit } from './fit.js';
import { lacking } from './fit.js';

/** Within the budget 1, above it the square of budget / price: twice the budget 0.25. Less than the least budget is no fault. */
export const priceFit: Fit = {
  name: 'price',
  isGiven: ({ price, budget }) => price !== undefined || budget !== undefined,
  compare: ({ listing: { price }, demand: { budget } }) => {
    if (price === undefined || budget === undefined) return undefined;
    return price <= budget ? 1 : (budget / price) ** 2;
  },
  tell: ({ listing: { price = 0 }, demand: { budget = 0 } }) => {
    if (price <= budget) return [{ code: 'PRICE_WITHIN_BUDGET', values: { price, budget } }];
    return [{ code: 'PRICE_OVER_BUDGET', values: { price, budget, over: price - budget } }];
  },
  missing: ({ listing, demand }) =>
    lacking([demand.budget !== undefined, 'DEMAND_BUDGET'], [listing.price !== undefined, 'LISTING_PRICE']),
};
