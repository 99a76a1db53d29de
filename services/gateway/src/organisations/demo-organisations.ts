import type { Documents } from '@lastmile/documents';
import { roles } from '@lastmile/protocol';
import type { Role } from '@lastmile/protocol';
import { apiKeysCollection, hashOf } from '../access/api-keys.js';
import { addOrganisation } from './organisations.js';

/** Fictional, one for each role. */
const names: Record<Role, { zh: string; en: string }> = {
  university: { zh: '云岭理工大学（演示）', en: 'Yunling University of Technology (demo)' },
  enterprise: { zh: '澄江精工股份有限公司（演示）', en: 'Chengjiang Precision Co., Ltd. (demo)' },
  broker: { zh: '桥津技术转移中心（演示）', en: 'Qiaojin Technology Transfer Centre (demo)' },
  registrar: { zh: '云岭技术合同登记处（演示）', en: 'Yunling Contract Registration Office (demo)' },
  regulator: { zh: '云岭市科学技术局（演示）', en: 'Yunling Science and Technology Bureau (demo)' },
  operator: { zh: '最后一公里平台运营部（演示）', en: 'Last Mile Platform Operations (demo)' },
};

export const demoOrganisationId = (role: Role): string => `demo-${role}`;

type Keys = Partial<Record<Role, string>>;

/** The keys that are given are the only seeded ones: an earlier installation's seeded key no longer opens anything. */
const seedKey = async (documents: Documents, role: Role, { key, now }: { key: string; now: Date }): Promise<void> => {
  const keys = documents.collection(apiKeysCollection);
  const organisationId = demoOrganisationId(role);
  const keyId = `${organisationId}-key`;
  const seeded = { id: hashOf(key), revision: 0, keyId, organisationId, role, label: 'demo', createdAt: now.toISOString() };
  const [found] = (await keys.find({ where: { keyId }, limit: 1 })).items;
  if (found?.id === seeded.id) return;
  if (found) await keys.delete(found.id);
  await keys.replace(seeded);
};

/** Adds one organisation a role with the key given for it. Changes nothing when they are there. */
export const seedDemoOrganisations = async (documents: Documents, keys: Keys, now: Date): Promise<void> => {
  for (const role of roles) {
    const key = keys[role];
    if (key === undefined) continue;
    const organisation = {
      id: demoOrganisationId(role),
      revision: 0,
      name: names[role],
      role,
      createdAt: now.toISOString(),
      madeBy: 'demo',
    };
    await addOrganisation(documents, organisation);
    await seedKey(documents, role, { key, now });
  }
};
