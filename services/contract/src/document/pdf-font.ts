import type { Shape } from './font-slices.js';
import type { Typeface } from './typeface.js';
import { trueTypeOf } from './truetype.js';
import type { PdfFile } from './pdf-file.js';

/** The characters of one weight that a document uses; each gets its number when it is first set. */
export interface PdfFont {
  readonly typeface: Typeface;
  /** Number of the character's glyph in the embedded font. */
  glyphOf(codePoint: number): number;
  /** Writes the font into the file; answers the object's number. */
  embed(file: PdfFile): number;
}

const hex = (value: number): string => value.toString(16).padStart(4, '0').toUpperCase();
const utf16 = (codePoint: number): string =>
  Array.from({ length: codePoint > 0xffff ? 2 : 1 }, (_, at) => hex(String.fromCodePoint(codePoint).charCodeAt(at))).join('');

/** What each glyph means, so that text can be searched, copied and read out. */
const unicodeMap = (codePoints: readonly number[]): string => {
  const lines = codePoints.map((codePoint, at) => `<${hex(at + 1)}> <${utf16(codePoint)}>`);
  const blocks = Array.from({ length: Math.ceil(lines.length / 100) }, (_, at) => lines.slice(at * 100, at * 100 + 100));
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def /CMapName /Adobe-Identity-UCS def /CMapType 2 def',
    '1 begincodespacerange <0000> <FFFF> endcodespacerange',
    ...blocks.map((block) => [`${block.length} beginbfchar`, ...block, 'endbfchar'].join('\n')),
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n');
};

const widthsOf = (shapes: readonly Shape[]): string =>
  shapes.flatMap(({ advance }, glyph) => (advance === 1000 ? [] : [`${glyph} [${advance}]`])).join(' ');

const empty: Shape = { advance: 1000, contours: [] };

/** @param tag six capital letters: it is a subset */
export const pdfFont = (typeface: Typeface, tag: string): PdfFont => {
  const glyphs = new Map<number, number>();
  return {
    typeface,
    glyphOf: (codePoint) => {
      const known = glyphs.get(codePoint) ?? glyphs.size + 1;
      glyphs.set(codePoint, known);
      return known;
    },
    embed: (file) => {
      const codePoints = [...glyphs.keys()];
      const shapes = [empty, ...codePoints.map((codePoint) => typeface.shapeOf(codePoint) ?? empty)];
      const name = `${tag}+${typeface.name}`;
      const program = file.stream(trueTypeOf(shapes), '');
      const descriptor = file.add(
        `<< /Type /FontDescriptor /FontName /${name} /Flags 4 /FontBBox [-300 -300 1300 1200] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 733 /StemV 80 /FontFile2 ${program} 0 R >>`,
      );
      const descendant = file.add(
        `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${descriptor} 0 R /DW 1000 /W [${widthsOf(shapes)}] /CIDToGIDMap /Identity >>`,
      );
      const unicode = file.stream(Buffer.from(unicodeMap(codePoints)), '');
      return file.add(
        `<< /Type /Font /Subtype /Type0 /BaseFont /${name} /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] /ToUnicode ${unicode} 0 R >>`,
      );
    },
  };
};
