import type { Subject } from '../engine/subject.js';

/** Longer texts are cut: models read no more than some hundred words. */
const LONGEST = 2_000;

/** Addresses and numbers by which a person could be reached, or is known, wherever an owner wrote them. */
const CONTACTS = [
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  /https?:\/\/[\w\-./:?=&%#~+@]+/g,
  /(?<!\d)\d{17}[\dXx](?!\w)/g,
  /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)/g,
  /(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)/g,
  /(?:微信|微信号|QQ|WeChat|电话|手机|联系人|联系方式|Tel|Phone)\s*(?:号码)?\s*[:：]\s*[^\s,，;；。]+/gi,
];

/** What may be sent of a published record: its title and text, without contacts. Nothing of a classified one. */
export const embeddingTextOf = ({
  title,
  body,
  classified,
}: Pick<Subject, 'title' | 'body' | 'classified'>): string | undefined => {
  if (classified) return undefined;
  const whole = CONTACTS.reduce((text, contact) => text.replaceAll(contact, ' '), `${title}\n${body}`);
  return whole.trim().slice(0, LONGEST);
};
