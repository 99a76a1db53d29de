import type { keys as zhKeys, signing as zhSigning } from './zh.keys.js';

export const keys: typeof zhKeys = {
  title: 'Signing keys',
  intro:
    'Contracts are signed with your organisation’s own key. It is made in this browser and its private part never leaves: what is kept here and what you download is encrypted with your passphrase; the platform registers the public part alone.',
  insecure:
    'This address is no secure connection (HTTPS): the browser offers no cryptography here, so keys can be neither made nor used.',
  registered: 'Registered keys',
  none: 'Your organisation has registered no signing key yet.',
  here: 'in this browser',
  elsewhere: 'not in this browser',
  active: 'in use',
  revoked: 'revoked',
  unregistered: 'not registered',
  since: 'registered',
  until: 'revoked',
  register: 'Register this key',
  download: 'Download the encrypted backup',
  drop: 'Delete from this browser',
  dropHint: 'Deletes the copy in this browser alone; without a backup it is gone for good.',
  dropSure: 'Delete it',
  revoke: 'Revoke',
  revokeHint:
    'Nothing more can be signed with it; what it signed stays signed. Revoke a key at once when it is lost or known to others.',
  revokeSure: 'Revoke it',
  rotate: 'Replace',
  rotateHint: 'Make and register the new key first; once it is registered, the old key {{keyId}} is revoked.',
  cancel: 'Leave it',
  create: 'Make a key',
  createTitle: 'Make a new key',
  algorithm: 'Algorithm',
  algorithms: { Ed25519: 'Ed25519', SM2: 'SM2 (Chinese national standard)' },
  passphrase: 'Passphrase (at least {{least}} characters)',
  repeat: 'The passphrase once more',
  differs: 'The two passphrases differ',
  tooShort: 'The passphrase needs at least {{least}} characters',
  passphraseHint:
    'You need this passphrase to sign and to restore a backup. The platform does not have it: forgotten, it is lost.',
  created:
    'Key {{keyId}} is made and its encrypted backup was handed to the browser as a download. Keep it elsewhere, then register the key.',
  restore: 'Restore from a backup',
  restoreFile: 'Backup file',
  restorePassphrase: 'Passphrase of the backup',
  restoreBad: 'This file is no backup of a key.',
  restoreWrong: 'It does not open: the passphrase is wrong, or the backup was changed.',
  restored: 'Key {{keyId}} is restored to this browser.',
  broken: 'The parts of the key in this backup do not fit together; it cannot be used.',
};

export const signing: typeof zhSigning = {
  title: 'Signing',
  what: 'What is signed is exactly this text:',
  version: 'version {{version}} of the terms',
  hashHolds: 'This browser computed the fingerprint of the terms again: it is the one above.',
  hashFails:
    'The fingerprint that this browser computes is not the one to be signed: do not sign, and show this page to the platform’s operator.',
  payloadFails:
    'The text to be signed is not about this contract or this version: do not sign, and show this page to the platform’s operator.',
  signed: 'signed',
  unsigned: 'not signed yet',
  done: 'Your organisation has signed.',
  key: 'Sign with',
  noKey: 'This browser holds no registered key of your organisation. Make or restore a key and register it first.',
  toKeys: 'Go to signing keys',
  passphrase: 'Passphrase of the key',
  wrong: 'The passphrase is wrong; nothing was signed.',
  consent: 'I have read the terms above and sign them for my organisation.',
  button: 'Sign the contract',
  irrevocable: 'The last signature concludes the contract; signatures cannot be taken back.',
};
