import { isExecutable, provideProgram } from './system-package.js';
import type { SystemPackage } from './system-package.js';

/** With the fonts that Chinese pages need. */
const chromium: SystemPackage = {
  title: 'browser Chromium',
  programs: ['chromium', 'chromium-browser', 'google-chrome'],
  packages: {
    'apt-get': ['chromium', 'fonts-noto-cjk'],
    brew: ['--cask', 'chromium'],
    apk: ['chromium', 'font-noto-cjk'],
  },
  download: 'https://www.chromium.org/getting-involved/download-chromium/ (put the binary on PATH)',
  instead: 'set CHROMIUM_PATH to one that is there',
};

/** Only the pages under test talk to the network, and it runs without a display, also as root. */
export const chromiumFlags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const;

/**
 * The path of a Chromium: CHROMIUM_PATH, else on PATH, else installed by the system's package manager; else an error that names
 * the one command that mends it.
 */
export const provideChromium = async (say: (line: string) => void): Promise<string> => {
  const chosen = process.env.CHROMIUM_PATH;
  if (!chosen) return provideProgram(chromium, say);
  if (!isExecutable(chosen)) throw new Error(`CHROMIUM_PATH names ${chosen}, which is no program that can be run here.`);
  return chosen;
};
