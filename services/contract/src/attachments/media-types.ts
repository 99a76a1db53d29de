import { attachmentTypes } from '@lastmile/protocol';

const startsWith = (bytes: Uint8Array, ...magic: number[]): boolean => magic.every((byte, at) => bytes[at] === byte);
const isZip = (bytes: Uint8Array): boolean => startsWith(bytes, 0x50, 0x4b, 3, 4) || startsWith(bytes, 0x50, 0x4b, 5, 6);

/** The folder of names at a ZIP's end holds the names of its members in plain bytes. */
const hasMember = (bytes: Uint8Array, name: string): boolean => isZip(bytes) && Buffer.from(bytes).includes(name);

const isText = (bytes: Uint8Array): boolean => {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return isGb18030(bytes);
  }
};
const isGb18030 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

type Ending = keyof typeof attachmentTypes;
const looksLike: Readonly<Record<Ending, (bytes: Uint8Array) => boolean>> = {
  pdf: (bytes) => startsWith(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d),
  docx: (bytes) => hasMember(bytes, 'word/document'),
  xlsx: (bytes) => hasMember(bytes, 'xl/workbook'),
  png: (bytes) => startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  jpg: (bytes) => startsWith(bytes, 0xff, 0xd8, 0xff),
  jpeg: (bytes) => startsWith(bytes, 0xff, 0xd8, 0xff),
  txt: isText,
  ofd: (bytes) => hasMember(bytes, 'OFD.xml'),
  zip: isZip,
};

/** Whether name, media type and content say the same, and it is a type that may be attached. */
export const isAllowedFile = (name: string, mediaType: string, bytes: Uint8Array): boolean => {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  if (!Object.hasOwn(attachmentTypes, ending)) return false;
  return attachmentTypes[ending as Ending] === mediaType && looksLike[ending as Ending](bytes);
};
