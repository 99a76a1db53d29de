import {
  accessPolicy,
  declarationSchema,
  dossierBodies,
  filingSchema,
  paymentSchema,
  pricingBodies,
  terminationSchema,
} from '@lastmile/protocol';
import { en } from '../i18n/en.js';
import { zh } from '../i18n/zh.js';
import { bodyOf, faultsOf, initialOf } from './action-form.js';
import type { ActionField, DealAction } from './action-form.js';
import { afterActions } from './after-actions.js';
import { allActions as beforeActions } from './deal-actions.js';

const allActions = [...beforeActions, ...afterActions];

const examples: Record<ActionField['kind'], string> = {
  line: 'x-1',
  text: '文字',
  day: '2027-01-01',
  instant: '2027-01-01T09:00',
  money: '100.5',
  choice: '',
  flag: 'true',
  whole: '20',
  share: '70',
  ids: 'a\nb',
  hash: 'ab'.repeat(32),
};

const filled = (action: DealAction): Record<string, string> => ({
  ...initialOf(action),
  ...Object.fromEntries(action.fields.filter(({ kind }) => kind !== 'choice').map(({ name, kind }) => [name, examples[kind]])),
});

const schemas: Record<string, { parse: (body: unknown) => unknown }> = {
  ...pricingBodies,
  ...dossierBodies,
  recordPayment: paymentSchema,
  terminate: terminationSchema,
  fileRegistration: filingSchema,
};
/** Their bodies stand in no schema with a name. */
const plain = /^(deny|reject|submit|register|request|refuse|cancel|revoke)/;

describe('the steps of a deal', () => {
  it.each(allActions.map((action) => [action.name, action] as const))(
    '%s: has a route, words and fields in both languages',
    (name, action) => {
      expect(accessPolicy.has(action.route)).toBe(true);
      for (const { deal } of [zh, en]) {
        expect(deal.actions).toHaveProperty([name, 'title']);
        expect(deal.actions).toHaveProperty([name, 'hint']);
        for (const field of action.fields) expect(deal.fields).toHaveProperty([field.name.replaceAll('.', '_')]);
      }
    },
  );

  it.each(allActions.map((action) => [action.name, action] as const))('%s: sends what the platform takes', (name, action) => {
    const typed = filled(action);
    expect(faultsOf(action, typed)).toEqual([]);
    const body = bodyOf(action, typed);
    if (action.route.endsWith('/declarations')) expect(declarationSchema.parse(body.declaration)).toEqual(body.declaration);
    else if (plain.test(name)) expect(Object.keys(body)).toEqual(action.fields.map((field) => field.name));
    else if (action.fields.length > 0) expect(schemas[name]?.parse(body)).toMatchObject(body);
    else expect(body).toEqual({});
  });
});
