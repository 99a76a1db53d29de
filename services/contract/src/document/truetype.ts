import type { Shape } from './font-slices.js';

/** Big-endian fields after one another. */
const bytesOf = (fields: readonly (readonly [value: number, width: 1 | 2 | 4])[]): Buffer => {
  const bytes = Buffer.alloc(fields.reduce((length, [, width]) => length + width, 0));
  let at = 0;
  for (const [value, width] of fields) {
    if (width === 1) bytes.writeUInt8(value & 0xff, at);
    else if (width === 2) bytes.writeUInt16BE(value & 0xffff, at);
    else bytes.writeUInt32BE(value >>> 0, at);
    at += width;
  }
  return bytes;
};
const shorts = (...values: number[]): Buffer => bytesOf(values.map((value) => [value, 2] as const));
const padded = (bytes: Buffer, to: number): Buffer => Buffer.concat([bytes, Buffer.alloc((to - (bytes.length % to)) % to)]);

interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

const boxOf = (shapes: readonly Shape[]): Box => {
  const points = shapes.flatMap(({ contours }) => contours.flat());
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const least = (values: readonly number[]) => values.reduce((one, other) => Math.min(one, other), values[0] ?? 0);
  const most = (values: readonly number[]) => values.reduce((one, other) => Math.max(one, other), values[0] ?? 0);
  return { left: least(xs), bottom: least(ys), right: most(xs), top: most(ys) };
};

/** Each point relative to the one before it. */
const steps = (values: readonly number[]): Buffer => shorts(...values.map((value, at) => value - (values[at - 1] ?? 0)));

const glyphOf = (shape: Shape): Buffer => {
  const points = shape.contours.flat();
  if (points.length === 0) return Buffer.alloc(0);
  const { left, bottom, right, top } = boxOf([shape]);
  let end = -1;
  const ends = shape.contours.map(({ length }) => (end += length));
  return padded(
    Buffer.concat([
      shorts(shape.contours.length, left, bottom, right, top, ...ends, 0),
      Buffer.from(points.map(({ isOn }) => (isOn ? 1 : 0))),
      steps(points.map(({ x }) => x)),
      steps(points.map(({ y }) => y)),
    ]),
    4,
  );
};

const headOf = ({ left, bottom, right, top }: Box): Buffer =>
  bytesOf([
    [0x00010000, 4],
    [0x00010000, 4],
    [0, 4],
    [0x5f0f3cf5, 4],
    [0x0003, 2],
    [1000, 2],
    [0, 4],
    [0, 4],
    [0, 4],
    [0, 4],
    ...[left, bottom, right, top, 0, 8, 2, 1, 0].map((value) => [value, 2] as const),
  ]);

const maxpOf = (shapes: readonly Shape[]): Buffer => {
  const most = (count: (shape: Shape) => number) => shapes.reduce((sum, shape) => Math.max(sum, count(shape)), 0);
  const points = most(({ contours }) => contours.flat().length);
  const contours = most((shape) => shape.contours.length);
  return Buffer.concat([bytesOf([[0x00010000, 4]]), shorts(shapes.length, points, contours, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)]);
};

const checksum = (bytes: Buffer): number => {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0;
  return sum;
};

const fileOf = (tables: Readonly<Record<string, Buffer>>): Buffer => {
  const entries = Object.entries(tables).sort(([one], [other]) => (one < other ? -1 : 1));
  const power = 2 ** Math.floor(Math.log2(entries.length));
  const header = Buffer.concat([
    bytesOf([[0x00010000, 4]]),
    shorts(entries.length, power * 16, Math.log2(power), (entries.length - power) * 16),
  ]);
  let offset = header.length + entries.length * 16;
  const directory = entries.map(([tag, bytes]) => {
    const whole = padded(bytes, 4);
    const entry = Buffer.concat([
      Buffer.from(tag, 'latin1'),
      bytesOf([
        [checksum(whole), 4],
        [offset, 4],
        [bytes.length, 4],
      ]),
    ]);
    offset += whole.length;
    return entry;
  });
  return Buffer.concat([header, ...directory, ...entries.map(([, bytes]) => padded(bytes, 4))]);
};

/**
 * A TrueType font of these shapes, glyph 0 first (the empty one by custom): outlines and widths, which is all that a PDF takes from an embedded
 * font. 1000 units an em. The same shapes give the same bytes.
 */
export const trueTypeOf = (shapes: readonly Shape[]): Buffer => {
  const glyphs = shapes.map(glyphOf);
  let offset = 0;
  const offsets = [0, ...glyphs.map(({ length }) => (offset += length))];
  const widest = shapes.reduce((width, { advance }) => Math.max(width, advance), 0);
  const box = boxOf(shapes);
  const hhea = [880, -120, 0, widest, 0, 0, box.right, 1, 0, 0, 0, 0, 0, 0, 0, shapes.length];
  return fileOf({
    glyf: Buffer.concat(glyphs),
    head: headOf(box),
    hhea: Buffer.concat([bytesOf([[0x00010000, 4]]), shorts(...hhea)]),
    hmtx: shorts(...shapes.flatMap((shape) => [shape.advance, boxOf([shape]).left])),
    loca: bytesOf(offsets.map((value) => [value, 4] as const)),
    maxp: maxpOf(shapes),
  });
};
