import type { Terms } from '@lastmile/protocol';
import qrcode from 'qrcode-generator';
import { kinds } from '../kinds/kind.decider.js';
import { clausesOf, dayText } from './contract-clauses.js';
import { pdfDate, pdfFile, pdfText } from './pdf-file.js';
import type { PdfFile } from './pdf-file.js';
import { pdfFont } from './pdf-font.js';
import { measure, openPages, sheet, squares } from './pages.js';
import type { Fonts, Pages } from './pages.js';
import type { Typeface } from './typeface.js';

export interface PrintedParty {
  readonly organisationId: string;
  readonly side: 'SUPPLY' | 'DEMAND';
  readonly name?: string;
}
export interface PrintedSignature {
  readonly organisationId: string;
  readonly algorithm: string;
  readonly keyId: string;
  readonly signature: string;
  readonly signedAt: string;
}

/** All that the print shows; the same facts give the same bytes. */
export interface PrintedContract {
  readonly id: string;
  readonly title: string;
  readonly parties: readonly PrintedParty[];
  readonly terms?: { readonly version: number; readonly hash: string; readonly content: Terms };
  readonly signatures: readonly PrintedSignature[];
  readonly draftedAt: string;
  readonly concludedAt?: string;
  readonly registrationNumber?: string;
  /** Place of the conclusion in the log. */
  readonly leafIndex?: number;
  /** Where the code for scanning leads. */
  readonly verifyUrl?: string;
}

const numerals = '零一二三四五六七八九';

/** @example ordinal(12) // '十二' */
export const ordinal = (value: number): string => {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : (numerals[tens] ?? '')}十`;
  return `${ten}${ones === 0 && tens > 0 ? '' : (numerals[ones] ?? '')}`;
};

const timeText = (instant: string): string => `${instant.slice(0, 19).replace('T', ' ')} UTC`;

const titleOf = ({ terms }: PrintedContract): { zh: string; en: string } =>
  terms
    ? { zh: `${kinds[terms.content.kind].zh}合同`, en: kinds[terms.content.kind].en }
    : { zh: '技术合同', en: 'Technology contract' };

const sideName = (side: PrintedParty['side']): string => (side === 'SUPPLY' ? '甲方（供方）' : '乙方（需方）');

/** A label on the left, what it says on the right; both begin on the same line. */
const row = (pages: Pages, [label, text]: readonly [string, string], size = 10): void => {
  pages.need(size * 1.9);
  const top = pages.y();
  pages.write(label, { size, colour: 'grey', width: 88 });
  pages.moveTo(top);
  pages.write(text, { size, left: 96 });
};

const front = (pages: Pages, contract: PrintedContract): void => {
  const { zh, en } = titleOf(contract);
  pages.space(10);
  pages.write(zh, { weight: 'bold', size: 23, align: 'centre', leading: 36 });
  pages.write(en, { size: 9.5, align: 'centre', colour: 'grey', leading: 16 });
  pages.space(16);
  pages.rule('accent', 1.1);
  pages.space(8);
  row(pages, ['项目名称', contract.terms?.content.projectName ?? contract.title]);
  for (const { side, name, organisationId } of contract.parties)
    row(pages, [sideName(side), name ? `${name}（${organisationId}）` : organisationId]);
  row(pages, ['合同编号', contract.id]);
  if (contract.registrationNumber) row(pages, ['合同登记号', contract.registrationNumber]);
  row(pages, ['成立日期', contract.concludedAt ? dayText(contract.concludedAt) : '尚未成立']);
  if (contract.terms) row(pages, ['条款版本', `第${contract.terms.version}版`]);
  pages.space(8);
  pages.rule('pale', 0.8);
};

const clauses = (pages: Pages, { terms }: PrintedContract): void => {
  if (!terms) {
    pages.space(20);
    pages.write('双方尚未提出合同条款。', { colour: 'grey', indent: 2 });
    return;
  }
  for (const [at, { zh, en, paragraphs }] of clausesOf(terms.content).entries()) {
    pages.space(13);
    pages.need(58);
    const top = pages.y();
    pages.write(`第${ordinal(at + 1)}条\u3000${zh}`, { weight: 'bold', size: 11.5, leading: 22 });
    pages.moveTo(top);
    pages.write(en, { size: 8, colour: 'grey', align: 'right', leading: 22 });
    for (const paragraph of paragraphs) pages.write(paragraph, { indent: 2, isJustified: true, leading: 19 });
  }
};

const signatures = (pages: Pages, contract: PrintedContract): void => {
  pages.space(24);
  pages.need(150);
  pages.write('签署', { weight: 'bold', size: 13, leading: 26 });
  pages.rule('accent', 0.8);
  pages.space(4);
  if (contract.signatures.length === 0) pages.write('尚无签名。', { colour: 'grey' });
  for (const one of contract.signatures) {
    const party = contract.parties.find(({ organisationId }) => organisationId === one.organisationId);
    pages.need(84);
    pages.space(4);
    row(
      pages,
      [party ? sideName(party.side) : '签署方', party?.name ? `${party.name}（${one.organisationId}）` : one.organisationId],
      9.5,
    );
    row(pages, ['签署时间', timeText(one.signedAt)], 9.5);
    row(pages, ['算法与密钥', `${one.algorithm}\u3000${one.keyId}`], 9.5);
    row(pages, ['签名', one.signature], 8.5);
    pages.space(4);
    pages.rule('pale', 0.6);
  }
};

const codeOf = (text: string): boolean[][] => {
  const code = qrcode(0, 'M');
  code.addData(text, 'Byte');
  code.make();
  const count = code.getModuleCount();
  return Array.from({ length: count }, (_, line) => Array.from({ length: count }, (__, column) => code.isDark(line, column)));
};

const codeSize = 96;

const proof = (pages: Pages, contract: PrintedContract): void => {
  const { terms, leafIndex, verifyUrl } = contract;
  if (!terms) return;
  pages.space(20);
  pages.need(codeSize + 40);
  pages.write('核验', { weight: 'bold', size: 13, leading: 26 });
  pages.rule('accent', 0.8);
  pages.space(8);
  const top = pages.y();
  const width = measure - codeSize - 24;
  const say = (text: string, size = 9) => pages.write(text, { size, width, leading: size * 1.75 });
  say('条款哈希（规范 JSON 的 SHA-256）：', 8.5);
  say(terms.hash);
  if (leafIndex !== undefined) say(`公开存证日志条目：第 ${leafIndex} 号（自 0 起）`);
  say(
    verifyUrl
      ? '扫描右侧二维码，可在公开核验页查看此条款哈希所在的日志条目、检查点及其签名。'
      : '合同成立并写入公开存证日志后，此处附核验二维码。',
    8.5,
  );
  if (verifyUrl) {
    say(verifyUrl, 7.5);
    pages.draw(squares(codeOf(verifyUrl), { x: sheet.width - sheet.right - codeSize, y: top - codeSize, size: codeSize }));
    pages.moveTo(Math.min(pages.y(), top - codeSize));
  }
};

const lacking = (pages: Pages): void => {
  if (pages.missing.size === 0) return;
  const list = [...pages.missing]
    .sort((one, other) => one - other)
    .map((codePoint) => `U+${codePoint.toString(16).toUpperCase()}`);
  pages.space(14);
  pages.write(`说明：印刷字体缺少下列字符，文中以其 Unicode 编号代替：${list.join('、')}。以条款哈希对应的原文为准。`, {
    size: 8.5,
    colour: 'grey',
  });
};

const furniture = (pages: Pages, contract: PrintedContract): void => {
  const name = contract.terms?.content.projectName ?? contract.title;
  const short = Array.from(name).length > 34 ? `${Array.from(name).slice(0, 33).join('')}…` : name;
  const small = { size: 8, colour: 'grey' } as const;
  for (let page = 0; page < pages.count(); page += 1) {
    const top = sheet.height - 56;
    pages.label(short, { page, x: sheet.left, y: top }, small);
    pages.label(contract.id, { page, x: sheet.left, y: top }, { ...small, align: 'right' });
    pages.label(`第 ${page + 1} 页\u3000共 ${pages.count()} 页`, { page, x: sheet.left, y: 46 }, { ...small, align: 'centre' });
    if (contract.terms)
      pages.label(`条款哈希 ${contract.terms.hash.slice(0, 16)}…`, { page, x: sheet.left, y: 46 }, { ...small, size: 7 });
    if (!contract.concludedAt) pages.label('草稿', { page, x: sheet.left, y: 46 }, { size: 8, colour: 'accent', align: 'right' });
  }
};

const hexOf = (font: Fonts['bold'], text: string): string =>
  Array.from(text, (character) =>
    font
      .glyphOf(character.codePointAt(0) ?? 0)
      .toString(16)
      .padStart(4, '0'),
  ).join('');

/** Under everything else on each page of what is not concluded. */
const watermark = ({ bold }: Fonts): string =>
  `q 0.94 0.94 0.945 rg BT /F2 118 Tf 0.7071 0.7071 -0.7071 0.7071 190 270 Tm <${hexOf(bold, '草稿')}> Tj ET ` +
  `BT /F2 54 Tf 0.7071 0.7071 -0.7071 0.7071 292 258 Tm <${hexOf(bold, 'DRAFT')}> Tj ET Q`;

const writeFile = (
  file: PdfFile,
  { pages, fonts, contract }: { pages: Pages; fonts: Fonts; contract: PrintedContract },
): Buffer => {
  const [text, bold] = [fonts.text.embed(file), fonts.bold.embed(file)];
  const tree = file.reserve();
  const kids = pages.contents().map((operators) => {
    const content = file.stream(Buffer.from(operators, 'latin1'), '');
    return file.add(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${sheet.width} ${sheet.height}] /Contents ${content} 0 R /Resources << /Font << /F1 ${text} 0 R /F2 ${bold} 0 R >> >> >>`,
    );
  });
  file.fill(tree, `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] >>`);
  const at = pdfDate(contract.concludedAt ?? contract.draftedAt);
  const info = file.add(`<< /Title ${pdfText(contract.title)} /Producer (lastmile) /CreationDate ${at} /ModDate ${at} >>`);
  const catalog = file.add(
    `<< /Type /Catalog /Pages ${tree} 0 R /Lang (zh-CN) /ViewerPreferences << /DisplayDocTitle true >> >>`,
  );
  return file.finish({ catalog, info });
};

interface Faces {
  readonly text: Typeface;
  readonly bold: Typeface;
}

const compose = (contract: PrintedContract, faces: Faces): { pages: Pages; fonts: Fonts; contract: PrintedContract } => {
  const fonts: Fonts = { text: pdfFont(faces.text, 'LMTEXT'), bold: pdfFont(faces.bold, 'LMBOLD') };
  const pages = openPages(fonts, contract.concludedAt ? '' : watermark(fonts));
  front(pages, contract);
  clauses(pages, contract);
  signatures(pages, contract);
  proof(pages, contract);
  lacking(pages);
  furniture(pages, contract);
  return { pages, fonts, contract };
};

/** The contract as a PDF. No clock, no chance: the same facts give the same bytes. */
export const printContract = (contract: PrintedContract, faces: Faces): Buffer => {
  // composed once to learn which characters it takes, and what stands in for those that are missing
  for (let round = 0; round < 2; round += 1) {
    compose(contract, { text: faces.text.noting(), bold: faces.bold.noting() });
    faces.text.load();
    faces.bold.load();
  }
  return writeFile(pdfFile(), compose(contract, faces));
};
