import { Empty, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../api/queries.js';
import type { Me } from '../api/queries.js';

/** Pages about the own organisation. */
export const SignedInOnly = ({ children }: { children: (me: Me) => ReactNode }) => {
  const { t } = useTranslation();
  const { data: me, isPending } = useMe();
  if (isPending) return <Skeleton active />;
  return me ? children(me) : <Empty description={t('error.needSignIn')} />;
};
