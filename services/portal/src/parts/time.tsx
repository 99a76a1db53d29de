import { useTranslation } from 'react-i18next';

/** 2027年6月30日; 30 June 2027, which no reader takes for another day. */
const localeOf = (language: string): string => (language === 'en' ? 'en-GB' : language);

/** Local time to the minute; the exact instant on hover. */
export const Instant = ({ at }: { at: string }) => {
  const { i18n } = useTranslation();
  const format = new Intl.DateTimeFormat(localeOf(i18n.language), { dateStyle: 'long', timeStyle: 'short' });
  return (
    <time dateTime={at} title={at}>
      {format.format(new Date(at))}
    </time>
  );
};

/** A calendar day, the same in every time zone. */
export const Day = ({ on }: { on: string }) => {
  const { i18n } = useTranslation();
  const format = new Intl.DateTimeFormat(localeOf(i18n.language), { dateStyle: 'long', timeZone: 'UTC' });
  return <time dateTime={on}>{format.format(new Date(on))}</time>;
};
