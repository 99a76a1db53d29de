import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** A PDF in the making: objects by number. */
export interface PdfFile {
  /** Answers the number of the new object. */
  add(body: string): number;
  /** A number whose body comes later. */
  reserve(): number;
  fill(number: number, body: string): void;
  /** Compressed; `entries` are further ones of its dictionary. */
  stream(bytes: Buffer, entries: string): number;
  /** The whole file; its id follows from its content. */
  finish(roots: { catalog: number; info: number }): Buffer;
}

/** Text for people, in any language. */
export const pdfText = (text: string): string => `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex').toUpperCase()}>`;

/** An instant, in UTC. @example pdfDate('2026-03-02T08:00:00.000Z') // (D:20260302080000Z) */
export const pdfDate = (instant: string): string => `(D:${instant.replace(/\.\d+/, '').replace(/[-:TZ]/g, '')}Z)`;

export const pdfFile = (): PdfFile => {
  const bodies: Buffer[] = [];
  const fill = (number: number, body: Buffer): void => void (bodies[number - 1] = body);
  const add = (body: Buffer): number => bodies.push(body);
  return {
    add: (body) => add(Buffer.from(body, 'latin1')),
    reserve: () => add(Buffer.alloc(0)),
    fill: (number, body) => fill(number, Buffer.from(body, 'latin1')),
    stream: (bytes, entries) => {
      const packed = deflateSync(bytes, { level: 9 });
      const head = `<< ${entries} /Filter /FlateDecode /Length ${packed.length} /Length1 ${bytes.length} >>\nstream\n`;
      return add(Buffer.concat([Buffer.from(head, 'latin1'), packed, Buffer.from('\nendstream', 'latin1')]));
    },
    finish: ({ catalog, info }) => {
      const parts = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')];
      let offset = parts[0]?.length ?? 0;
      const offsets = bodies.map((body, at) => {
        const start = offset;
        const object = Buffer.concat([Buffer.from(`${at + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
        parts.push(object);
        offset += object.length;
        return `${String(start).padStart(10, '0')} 00000 n \n`;
      });
      const id = createHash('sha256').update(Buffer.concat(parts)).digest('hex').slice(0, 32);
      const table = `xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
      const trailer = `trailer\n<< /Size ${bodies.length + 1} /Root ${catalog} 0 R /Info ${info} 0 R /ID [<${id}> <${id}>] >>`;
      return Buffer.concat([...parts, Buffer.from(`${table}${trailer}\nstartxref\n${offset}\n%%EOF\n`, 'latin1')]);
    },
  };
};
