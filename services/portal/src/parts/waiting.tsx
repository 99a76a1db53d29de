import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';

/** The shape of what is on its way. */
export const Waiting = ({ rows = 4 }: { rows?: number }) => {
  const { t } = useTranslation();
  return (
    <div className="card" role="status" aria-label={t('wait')}>
      <Skeleton active paragraph={{ rows }} />
    </div>
  );
};
