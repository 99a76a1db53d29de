import { useTranslation } from 'react-i18next';
import { useOrganisation } from '../api/queries.js';

/** The platform acts under a name of its own; everybody else has one in the register. */
const platform = 'platform';

/** The full name of an organisation; its id until the name is known. */
export const OrganisationName = ({ id }: { id: string }) => {
  const { t, i18n } = useTranslation();
  const { data } = useOrganisation(id, id !== platform);
  if (id === platform) return <>{t('platform')}</>;
  return <span title={id}>{data ? data.name[i18n.language === 'en' ? 'en' : 'zh'] : id}</span>;
};
