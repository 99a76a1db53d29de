import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { eventually } from '@lastmile/testing';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromiumFlags, provideChromium } from '../src/chromium.js';
import { call, startTestPlatform } from './platform.js';
import type { TestPlatform } from './platform.js';

const languages = ['zh-CN', 'en'] as const;
type Language = (typeof languages)[number];
const widths = [1280, 390] as const;
type Width = (typeof widths)[number];

const words = {
  'zh-CN': {
    listings: '科技成果',
    demands: '技术需求',
    field: '技术领域',
    signIn: '登录',
    signOut: '退出',
    other: 'English',
    university: '云岭理工大学（演示）',
    titles: ['供需大厅', '我的匹配', '匹配详情', '我的合同', '消息'],
    notFound: '没有这个页面',
    needSignIn: '登录后可以查看本机构的内容',
    offline: '连不上平台，请检查网络后重试',
    retry: '重试',
    price: '260 万元',
    exactPrice: '2,600,000.00 元',
    how: '匹配度的构成',
    why: '为什么匹配',
    search: '搜什么',
    searchGo: '搜索',
    found: '找到 1 项成果',
    results: '搜索结果',
    saveSearch: '保存这个搜索',
    save: '保存',
    seeSaved: '查看保存的搜索',
    savedTitle: '保存的搜索',
    open: '打开',
    drop: '删除',
    noneSaved: '还没有保存的搜索',
    quality: '检查文字',
    qualityTitle: '标题',
    qualityScore: '质量分',
    records: '我的成果与需求',
    feedback: '对方的反馈',
    apart: '不能对接的匹配：为什么',
    component: '全文',
  },
  en: {
    listings: 'Achievements',
    demands: 'Demands',
    field: 'Field of technology',
    signIn: 'Sign in',
    signOut: 'Sign out',
    other: '中文',
    university: 'Yunling University of Technology (demo)',
    titles: ['Market', 'My matches', 'Match', 'My contracts', 'Inbox'],
    notFound: 'There is no such page',
    needSignIn: 'Sign in to see what belongs to your organisation',
    offline: 'The platform cannot be reached; check the network and try again',
    retry: 'Try again',
    price: 'CNY 2,600,000',
    exactPrice: 'CNY 2,600,000.00',
    how: 'How the fit is made up',
    why: 'Why this is a match',
    search: 'Search for',
    searchGo: 'Search',
    found: 'Achievements found: 1',
    results: 'Search results',
    saveSearch: 'Save this search',
    save: 'Save',
    seeSaved: 'See the saved searches',
    savedTitle: 'Saved searches',
    open: 'Open',
    drop: 'Delete',
    noneSaved: 'No search is saved yet',
    quality: 'Check a text',
    qualityTitle: 'Title',
    qualityScore: 'Quality',
    records: 'My achievements and demands',
    feedback: 'What the others said',
    apart: 'Kept apart: why',
    component: 'Whole text',
  },
} as const;

interface Row {
  id: string;
  lang: string;
  title: string;
}
interface Match {
  id: string;
  supply: { title: string };
  demand: { title: string };
}

const rowsOf = (file: string): Row[] =>
  readFileSync(join(import.meta.dirname, '../../../demo/data', file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
/** Three pairs that fit: one to agree on, one to decline, one to leave alone. */
const listings = rowsOf('listings.jsonl').filter(({ id }) => ['L023', 'L024', 'L045', 'L046'].includes(id));
const demands = rowsOf('demands.jsonl').filter(({ id }) => ['D012', 'D022', 'D023'].includes(id));
const titleOf = (rows: Row[], id: string): string => rows.find((row) => row.id === id)?.title ?? '';
const agreed = { listing: titleOf(listings, 'L024'), demand: titleOf(demands, 'D012') };
const declined = { listing: titleOf(listings, 'L045'), demand: titleOf(demands, 'D022') };

describe('the portal in a real browser', () => {
  let platform: TestPlatform;
  let browser: Browser;
  const closers: (() => Promise<void>)[] = [];
  const matchIds = new Map<string, string>();
  /** What no page may cause; every test ends with none. */
  const faults: string[] = [];
  const contexts: BrowserContext[] = [];

  const publish = async (noun: 'listings' | 'demands', role: 'university' | 'enterprise', { id: _, lang: __, ...row }: Row) => {
    const key = () => ({ 'idempotency-key': randomUUID() });
    const drafted = await call<{ id: string }>(platform, role, `/${noun}`, { body: row, headers: key() });
    expect(drafted.status).toBe(201);
    const published = await call(platform, role, `/${noun}/${drafted.body.id}/publish`, { body: {}, headers: key() });
    expect(published.status).toBe(200);
  };

  beforeAll(async () => {
    const executablePath = await provideChromium(() => undefined);
    platform = await startTestPlatform();
    closers.unshift(() => platform.stop());
    browser = await chromium.launch({ executablePath, args: [...chromiumFlags] });
    closers.unshift(() => browser.close());
    for (const row of listings) await publish('listings', 'university', row);
    for (const row of demands) await publish('demands', 'enterprise', row);
    await eventually(async () => {
      const { body } = await call<{ items: Match[] }>(platform, 'university', '/matches?mine=true&limit=200');
      for (const pair of [agreed, declined]) {
        const match = body.items.find(({ supply, demand }) => supply.title === pair.listing && demand.title === pair.demand);
        if (!match) throw new Error(`no match yet: ${pair.listing} and ${pair.demand}`);
        matchIds.set(pair.listing, match.id);
      }
    }, 60_000);
  }, 240_000);

  afterAll(async () => {
    for (const close of closers) await close();
  });

  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    expect(faults.splice(0)).toEqual([]);
  });

  const watch = (page: Page): void => {
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) faults.push(`console: ${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
    page.on('response', (response) => {
      if (response.status() >= 400) faults.push(`${response.status()} ${response.request().method()} ${response.url()}`);
    });
    page.on('requestfailed', (request) => {
      // Leaving a page ends what it still listens to.
      const why = request.failure()?.errorText ?? '';
      if (why !== 'net::ERR_ABORTED') faults.push(`${why} ${request.url()}`);
    });
  };

  interface Visit {
    language?: Language;
    width?: Width;
    role?: 'university' | 'enterprise';
  }

  const open = async ({ language = 'zh-CN', width = 1280, role }: Visit): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      baseURL: platform.apiUrl,
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
    });
    contexts.push(context);
    context.setDefaultTimeout(30_000);
    await context.addInitScript(
      `document.addEventListener('securitypolicyviolation', (event) => console.error('CSP ' + event.violatedDirective + ' ' + event.blockedURI));`,
    );
    const page = await context.newPage();
    watch(page);
    await page.goto(`/?lang=${language}`);
    if (role) await signIn(page, language, platform.keys[role]);
    return page;
  };

  /** By keyboard alone, from the button on. */
  const signIn = async (page: Page, language: Language, key: string): Promise<void> => {
    const { signIn: name, signOut } = words[language];
    await page.getByRole('button', { name, exact: true }).first().press('Enter');
    await page.locator('#api-key:focus').waitFor();
    await page.keyboard.type(key);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: signOut, exact: true }).waitFor();
  };

  const matchCard = (page: Page, pair: { listing: string }) => page.getByRole('article').filter({ hasText: pair.listing });

  const expectSound = async (page: Page, title: string): Promise<void> => {
    // not page.waitForFunction: to look again it evaluates text, which the pages' policy forbids
    await eventually(async () => expect((await page.title()).startsWith(title)).toBe(true));
    await page.locator('h1').first().waitFor();
    await page.locator('[role=status]').waitFor({ state: 'detached' });
    const wider = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    const { violations, incomplete } = await new AxeBuilder({ page }).analyze();
    // White on white is to axe a question, not a fault.
    const unseen = incomplete.filter(({ nodes }) => JSON.stringify(nodes.map((node) => node.any)).includes('"equalRatio"'));
    const grave = [...violations.filter(({ impact }) => impact === 'serious' || impact === 'critical'), ...unseen];
    expect({
      title,
      wider,
      grave: grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
    }).toEqual({ title, wider: 0, grave: [] });
  };

  describe.each(languages.flatMap((language) => widths.map((width) => ({ language, width }))))(
    'in $language at $width px',
    ({ language, width }) => {
      const word = words[language];

      it('shows everybody what is offered and what is asked for', async () => {
        const page = await open({ language, width });
        for (const [name, rows] of [
          [word.listings, listings],
          [word.demands, demands],
        ] as const) {
          if (width === 390) await page.getByRole('button', { name, exact: true }).click();
          const list = page.getByRole('list', { name, exact: true });
          for (const { title } of rows) await list.getByRole('heading', { name: title, exact: true }).waitFor();
          expect(await list.getByRole('article').count()).toBe(rows.length);
        }
        if (width === 390) await page.getByRole('button', { name: word.listings, exact: true }).click();
        expect(await page.getByText(word.price, { exact: true }).getAttribute('title')).toBe(word.exactPrice);
        await expectSound(page, word.titles[0]);
      });

      it('is sound for whoever has not signed in, in the dialog, and where there is no page', async () => {
        const page = await open({ language, width });
        await page.goto('/matches');
        await page.getByText(word.needSignIn).waitFor();
        await expectSound(page, word.titles[1]);
        await page.getByRole('banner').getByRole('button', { name: word.signIn, exact: true }).click();
        await page.locator('#api-key:focus').waitFor();
        await expectSound(page, word.titles[1]);
        await page.goto('/nowhere');
        await page.getByRole('heading', { name: word.notFound }).waitFor();
        await expectSound(page, word.notFound);
      });

      it('explains a match by its words and by what each aspect adds', async () => {
        const page = await open({ language, width, role: 'university' });
        await page.goto(`/matches/${matchIds.get(agreed.listing)}`);
        const card = matchCard(page, agreed);
        await card.getByRole('heading', { name: agreed.demand }).waitFor();
        const shown = await card.locator('.word').allTextContents();
        const text = `${JSON.stringify(listings)}${JSON.stringify(demands)}`.toLowerCase();
        expect(shown.length).toBeGreaterThan(0);
        for (const one of shown) expect(text).toContain(one.split(' ≈ ')[0]?.toLowerCase());
        await card.getByText(word.why).waitFor();
        expect(await card.locator('.why li').count()).toBeGreaterThan(3);
        await card.getByText(word.how).press('Enter');
        await card.getByRole('rowheader', { name: word.component, exact: true }).waitFor();
        const points = await card.locator('.components tbody tr td:last-child').allTextContents();
        const sum = points.reduce((total, one) => total + Number(one), 0);
        const fit = Number((await card.locator('.fit strong').textContent())?.replace('%', ''));
        expect(Math.abs(sum - fit)).toBeLessThan(1);
        await expectSound(page, word.titles[2]);
      });

      it('finds by words, narrows by counts that stand in the address, and keeps the search', async () => {
        const page = await open({ language, width, role: 'university' });
        await page.getByRole('combobox', { name: word.search }).fill(`"${declined.listing}"`);
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { name: word.found }).waitFor();
        const results = page.getByRole('list', { name: word.results });
        await results.getByRole('heading', { name: declined.listing }).locator('mark').first().waitFor();
        if (width === 390) await page.locator('.facets summary').click();
        const facet = page.getByRole('group', { name: word.field });
        await facet.getByRole('button').first().click();
        await page.waitForURL(/field=\w+/);
        expect(await facet.getByRole('button', { pressed: true }).count()).toBe(1);
        await expectSound(page, word.titles[0]);
        await page.getByRole('button', { name: word.saveSearch }).click();
        await page.locator('#search-name:focus').waitFor();
        await expectSound(page, word.titles[0]);
        await page.getByRole('button', { name: word.save, exact: true }).click();
        await page.getByRole('dialog').getByRole('link', { name: word.seeSaved }).click();
        await page.getByRole('article').first().waitFor();
        await expectSound(page, word.savedTitle);
        await page.getByRole('link', { name: word.open, exact: true }).click();
        await results.getByRole('heading', { name: declined.listing }).waitFor();
        expect(page.url()).toMatch(/field=\w+/);
        await page.goBack();
        await page.getByRole('button', { name: word.drop, exact: true }).click();
        await page.getByText(word.noneSaved).waitFor();
      });

      it('checks a text as it is written, and shows the owner what others think of a record', async () => {
        const page = await open({ language, width, role: 'university' });
        await page.getByRole('link', { name: word.quality }).click();
        await page.getByLabel(word.qualityTitle, { exact: true }).fill('液流电池双极板');
        await page.getByText(word.qualityScore, { exact: true }).waitFor();
        await page.locator('.hints li').first().waitFor();
        await expectSound(page, word.quality);
        await page.goto('/records');
        await page.getByRole('heading', { name: declined.listing }).getByRole('link').click();
        await page.getByRole('heading', { name: word.feedback }).waitFor();
        await page.getByRole('heading', { name: word.apart }).waitFor();
        await page.locator('.panel .fit').waitFor();
        await eventually(async () => expect(await page.locator('[role=status]').count()).toBe(0), 30_000);
        await expectSound(page, declined.listing);
      });

      it('keeps the chosen language over pages and visits', async () => {
        const page = await open({ language, width });
        const otherLanguage = language === 'en' ? 'zh-CN' : 'en';
        await page.getByRole('button', { name: word.other, exact: true }).click();
        await page.getByRole('heading', { name: words[otherLanguage].listings, exact: true }).waitFor();
        expect(await page.getAttribute('html', 'lang')).toBe(otherLanguage);
        await page.goto('/inbox');
        await page.getByText(words[otherLanguage].needSignIn).waitFor();
      });
    },
  );

  it('narrows the market by a field that stands in the address', async () => {
    const page = await open({});
    await page.getByLabel(words['zh-CN'].field).selectOption('TRANSPORT');
    await page.getByRole('heading', { name: agreed.listing }).waitFor({ state: 'detached' });
    await page.waitForURL(/field=TRANSPORT/);
    await page.reload();
    await page.getByRole('heading', { name: declined.listing }).waitFor();
    expect(await page.getByRole('heading', { name: agreed.listing }).count()).toBe(0);
  });

  it('refuses a wrong key in words and shows nothing of an organisation that has signed out', async () => {
    const page = await open({ role: 'university' });
    await page.getByRole('link', { name: '我的匹配' }).click();
    await matchCard(page, agreed).waitFor();
    expect(await page.getByText(words['zh-CN'].university).count()).toBe(1);
    await page.getByRole('button', { name: '退出' }).click();
    await page.getByText(words['zh-CN'].needSignIn).waitFor();
    expect(await matchCard(page, agreed).count()).toBe(0);

    await page.getByRole('main').getByRole('button', { name: '登录' }).click();
    await page.locator('#api-key').fill('lm_this-is-no-key-of-this-platform');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('请登录').waitFor();
    expect(faults.splice(0)).toEqual([expect.stringContaining('401 POST'), expect.stringContaining('401 (Unauthorized)')]);
  });

  it('says that the platform cannot be reached, and goes on when it can', async () => {
    const page = await open({ language: 'en' });
    await page.context().route('**/api/v1/**', (route) => route.abort('connectionrefused'));
    await page.reload();
    const notes = page.getByRole('alert').filter({ hasText: words.en.offline });
    await notes.first().waitFor();
    await page.context().unroute('**/api/v1/**');
    for (const side of ['listings', 'demands']) {
      await page.locator(`section.${side}`).getByRole('button', { name: words.en.retry }).click();
    }
    await page.getByRole('heading', { name: agreed.demand }).waitFor();
    await page.getByRole('heading', { name: agreed.listing }).waitFor();
    expect(await notes.count()).toBe(0);
    for (const fault of faults.splice(0)) expect(fault).toContain('ERR_CONNECTION_REFUSED');
  });

  it('leads from the interest of both sides to a drafted contract, each side seeing the other at once', async () => {
    const university = await open({ role: 'university' });
    const enterprise = await open({ language: 'en', width: 390, role: 'enterprise' });
    await university.getByRole('link', { name: '我的匹配' }).click();
    await enterprise.getByRole('link', { name: 'Matches' }).click();
    const [ours, theirs] = [matchCard(university, agreed), matchCard(enterprise, agreed)];
    await theirs.getByRole('button', { name: 'We’re interested' }).waitFor();

    await ours.getByRole('button', { name: '有意洽谈' }).click();
    await ours.getByText('您已表达意向，等待对方答复').waitFor();
    await theirs.getByText('The other side is interested').waitFor();

    await theirs.getByRole('button', { name: 'We’re interested' }).click();
    await theirs.getByText('Introduced', { exact: true }).waitFor();
    await ours.getByText('已引荐', { exact: true }).waitFor();
    await university.getByRole('link', { name: '已引荐' }).click();
    await ours.getByText('已引荐', { exact: true }).waitFor();
    expect(await university.getByRole('article').count()).toBe(1);

    await university.getByRole('link', { name: '消息' }).click();
    await university.getByRole('link', { name: `合同《${agreed.listing}》已起草，可以开始商定条款` }).waitFor();
    await university.getByRole('link', { name: /双方都有意洽谈，已相互引荐/ }).waitFor();

    await theirs.getByRole('button', { name: 'See the contract' }).click();
    const history = enterprise.getByRole('list', { name: 'Everything that happened' });
    await history.getByText('Contract drafted').waitFor();
    await history.getByText('#0 ContractDrafted.v1').waitFor();
    await enterprise.getByText('Yunling University of Technology (demo)').first().waitFor();
  });

  it('accepts terms on the page as soon as the other side has proposed them', async () => {
    const page = await open({ role: 'university' });
    await page.getByRole('link', { name: '我的合同' }).click();
    await page.getByRole('link', { name: agreed.listing }).click();
    await page.getByText('尚未提出条款').waitFor();
    const id = page.url().split('/').at(-1) ?? '';
    const terms = {
      kind: 'LICENCE',
      licenceMode: 'SOLE',
      projectName: '清扫机器人许可',
      scope: '限于自有电站',
      price: { amount: '1850000.00', currency: 'CNY' },
      validFrom: '2027-01-01',
      validTo: '2031-12-31',
    };
    const { status } = await call(platform, 'enterprise', `/contracts/${id}/terms`, {
      body: terms,
      headers: { 'idempotency-key': randomUUID() },
    });
    expect(status).toBe(200);
    await page.getByRole('button', { name: '接受第 1 版条款' }).click();
    await page.locator('[aria-current=step]').getByText('条款已议定').waitFor();
    await page.getByText('2027年1月1日').waitFor();
    await page.getByRole('list', { name: '全部经过' }).getByText('条款议定').waitFor();
    expect(await page.getByText('185 万元').first().getAttribute('title')).toBe('1,850,000.00 元');
  });

  it('tells the other side why a match was declined', async () => {
    const enterprise = await open({ language: 'en', role: 'enterprise' });
    await enterprise.getByRole('link', { name: /^Inbox/ }).click();
    const university = await open({ width: 390, role: 'university' });
    await university.goto(`/matches/${matchIds.get(declined.listing)}`);
    await matchCard(university, declined).getByRole('button', { name: '不合适' }).click();
    const dialog = university.getByRole('dialog');
    await dialog.getByLabel('价格不合适').check();
    await expectSound(university, '匹配详情');
    await dialog.getByRole('button', { name: '谢绝这个匹配' }).click();
    await university.getByText('您已谢绝，原因：价格不合适').waitFor();
    const notice = enterprise.getByRole('link', {
      name: `The supplier of the achievement “${declined.listing}” declined your demand “${declined.demand}”: the price does not suit`,
    });
    await notice.click();
    await enterprise.getByText('The other side declined: the price does not suit').waitFor();
    await enterprise.getByRole('link', { name: /^Inbox/ }).click();
    const read = enterprise.getByRole('article').filter({ has: notice });
    await read.waitFor();
    await read.getByText('unread').waitFor({ state: 'detached' });
  });

  it.each(languages.flatMap((language) => widths.map((width) => ({ language, width }))))(
    'is sound on every page of an organisation, in $language at $width px',
    async ({ language, width }) => {
      const { titles } = words[language];
      const page = await open({ language, width, role: 'university' });
      const paths = ['/', '/matches', `/matches/${matchIds.get(agreed.listing)}`, '/contracts', '/inbox'];
      for (const [index, path] of paths.entries()) {
        await page.goto(path);
        await page.getByRole('article').or(page.locator('a.card')).first().waitFor();
        await expectSound(page, titles[index] ?? '');
      }
      await page.goto('/contracts');
      await page.getByRole('link', { name: agreed.listing }).click();
      await page.getByText('#0 ContractDrafted.v1').waitFor();
      await expectSound(page, agreed.listing);
    },
  );

  it('left every process of the platform well', () => {
    expect(platform.processes.every(({ isReady }) => isReady)).toBe(true);
    expect(platform.lines.filter((line) => line.startsWith('!'))).toEqual([]);
  });
});
