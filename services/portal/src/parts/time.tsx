import { useTranslation } from 'react-i18next';

/** Local time; the exact instant on hover. */
export const Instant = ({ at }: { at: string }) => {
  const { i18n } = useTranslation();
  const text = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(at));
  return (
    <time dateTime={at} title={at}>
      {text}
    </time>
  );
};
