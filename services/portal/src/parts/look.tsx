import { ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const theme = {
  token: {
    motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    colorPrimary: '#0b5d5b',
    colorInfo: '#0b5d5b',
    colorError: '#a8271b',
    colorLink: '#0b5d5b',
    colorText: '#14312f',
    colorTextDescription: '#526664',
    colorTextPlaceholder: '#5d7371',
    borderRadius: 8,
    fontSize: 15,
    fontFamily: 'inherit',
  },
  components: { Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' } },
};

/** Colours, type and the component set's own language. */
export const Look = ({ children }: { children: ReactNode }) => {
  const { i18n } = useTranslation();
  return (
    <ConfigProvider locale={i18n.language === 'en' ? enUS : zhCN} theme={theme} button={{ autoInsertSpace: false }}>
      {children}
    </ConfigProvider>
  );
};
