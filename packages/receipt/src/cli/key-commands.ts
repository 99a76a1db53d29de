import { open } from 'node:fs/promises';
import { isSignatureBy, isUsableKey, keyIdOf, registrationOf, rotationOf } from '../key-registration.js';
import type { PartyKey, RegistrationOptions } from '../key-registration.js';
import { generateKeyFile, openKeyFile } from '../keys.js';
import type { PartySigner } from '../keys.js';
import { createNativeChecks } from '../node.js';
import { hashOfJson, parseSigningPayload } from '../receipt/party-signature.js';
import type { Signing } from '../receipt/party-signature.js';
import { parseJson } from '../receipt/strict-json.js';
import { exitCodes, readText, Unusable } from './terminal.js';
import type { Terminal } from './terminal.js';

/** Whose key it is; without it no registration can be made. */
export interface HolderArguments {
  readonly organisation?: string;
  readonly signatory?: string;
  readonly role?: string;
  readonly validUntil?: string;
}

export interface KeygenArguments extends HolderArguments {
  readonly out: string;
  readonly sm2?: boolean;
  readonly userId?: string;
}

export interface RegisterArguments extends HolderArguments {
  readonly key: string;
  /** The key file of the key that this one replaces. */
  readonly replaces?: string;
}

export interface CheckArguments {
  readonly payload: string;
  /** What `sign` printed. */
  readonly signed: string;
}

export interface SignArguments {
  readonly key: string;
  readonly payload: string;
  readonly terms?: string;
}

/** A new file that its owner alone may read; one that is there already is never written over. */
const writeSecret = async (path: string, text: string): Promise<void> => {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(text);
    await file.sync();
    await file.close();
  } catch {
    throw new Unusable(
      `无法新建 ${path}（已有文件不会被覆盖）`,
      `cannot create ${path} (a file that exists is not written over)`,
    );
  }
};

/** Ids as the platform takes them. */
const id = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
const roles = ['LEGAL_REPRESENTATIVE', 'AGENT'];
const isInstant = (text: string): boolean => /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) && !Number.isNaN(Date.parse(text));

/** Undefined when nobody is named; half a holder is a mistake. */
const holderOf = ({ organisation, signatory, role = 'AGENT', validUntil }: HolderArguments): RegistrationOptions | undefined => {
  if (organisation === undefined && signatory === undefined) return undefined;
  const isHolder = [organisation, signatory].every((text) => text !== undefined && id.test(text)) && roles.includes(role);
  if (!isHolder || organisation === undefined || signatory === undefined || !isInstant(validUntil ?? '2000-01-01T00:00:00Z'))
    throw new Unusable(
      `--organisation 与 --signatory 须为平台上的标识，--role 为 ${roles.join(' 或 ')}，--valid-until 为 UTC 时刻`,
      `--organisation and --signatory are ids of the platform, --role is ${roles.join(' or ')}, --valid-until an instant in UTC`,
    );
  return { organisationId: organisation, signatory: { id: signatory, role }, ...(validUntil !== undefined && { validUntil }) };
};

/** Makes a key pair, keeps it in a file and prints the public half, with the proof of possession where the holder is named. */
export const keygenCommand = async (terminal: Terminal, asked: KeygenArguments): Promise<number> => {
  const { out, sm2, userId } = asked;
  if (userId !== undefined && !sm2) throw new Unusable('--user-id 只用于 --sm2', '--user-id is for --sm2 only');
  const holder = holderOf(asked);
  const { secretKey, ...rest } = generateKeyFile(sm2 ? 'SM2' : 'Ed25519', userId);
  await writeSecret(out, `${JSON.stringify({ ...rest, secretKey }, undefined, 2)}\n`);
  const { format: _, ...publicHalf } = rest;
  const registration = holder && (await registrationOf(await openKeyFile({ ...rest, secretKey }), holder));
  terminal.out(JSON.stringify(registration ?? publicHalf));
  terminal.err(
    terminal.language === 'zh'
      ? `私钥已存入 ${out}，请妥善保管，切勿发送给任何人。以上是可登记的公钥。`
      : `The private key is in ${out}: keep it safe and send it to nobody. Above is the public key to register.`,
  );
  return exitCodes.proven;
};

const readSigner = async (terminal: Terminal, path: string): Promise<PartySigner> => {
  const text = await readText(terminal, path);
  try {
    return await openKeyFile(parseJson(text, 'key'));
  } catch {
    throw new Unusable(`${path} 不是密钥文件`, `${path} is no key file`);
  }
};

/** A text file ends in a newline where the payload has none. */
const readPayload = async (terminal: Terminal, path: string): Promise<{ text: string; signing: Signing }> => {
  const text = (await readText(terminal, path)).replace(/\r?\n$/, '');
  const signing = parseSigningPayload(text);
  if (!signing)
    throw new Unusable('不是合同条款的待签文本，拒绝签署', 'this is no signing payload of contract terms: not signed');
  return { text, signing };
};

const demandTerms = async (terminal: Terminal, path: string, signing: Signing): Promise<void> => {
  let hash: string;
  try {
    hash = hashOfJson(parseJson(await readText(terminal, path), 'terms'));
  } catch (error) {
    throw error instanceof Unusable ? error : new Unusable(`${path} 不是 JSON 条款文本`, `${path} is no JSON document of terms`);
  }
  const isSame = hash === signing.termsHash;
  if (!isSame) throw new Unusable('待签文本不是这份条款的，拒绝签署', 'the payload is not of these terms: not signed');
};

/** Signs one signing payload, after the terms were compared if they are given; prints what the platform takes. */
export const signCommand = async (terminal: Terminal, { key, payload, terms }: SignArguments): Promise<number> => {
  const signer = await readSigner(terminal, key);
  const { text, signing } = await readPayload(terminal, payload);
  if (terms !== undefined) await demandTerms(terminal, terms, signing);
  const { sign, ...who } = signer;
  terminal.out(JSON.stringify({ ...who, signature: await sign(text) }));
  terminal.err(
    terminal.language === 'zh'
      ? `已签署：合同 ${signing.contractId} 第 ${signing.version} 版，条款哈希 ${signing.termsHash}`
      : `Signed: contract ${signing.contractId}, version ${signing.version}, terms hash ${signing.termsHash}`,
  );
  return exitCodes.proven;
};

/** Prints what registers a key that is there, or puts it in the place of an older one; both keys sign for that. */
export const registerCommand = async (terminal: Terminal, asked: RegisterArguments): Promise<number> => {
  const holder = holderOf(asked);
  if (!holder) throw new Unusable('缺少 --organisation 和 --signatory', '--organisation and --signatory are missing');
  const next = await readSigner(terminal, asked.key);
  const old = asked.replaces === undefined ? undefined : await readSigner(terminal, asked.replaces);
  const body = old ? { replaces: old.keyId, ...(await rotationOf({ old, next }, holder)) } : await registrationOf(next, holder);
  terminal.out(JSON.stringify(body));
  return exitCodes.proven;
};

const isPartyKey = (value: unknown): value is PartyKey & { keyId?: unknown; signature: string } => {
  if (typeof value !== 'object' || value === null) return false;
  const { algorithm, userId, publicKey, signature } = value as Record<string, unknown>;
  const isUser = algorithm === 'SM2' ? typeof userId === 'string' : userId === undefined;
  return (
    (algorithm === 'SM2' || algorithm === 'Ed25519') && isUser && typeof publicKey === 'string' && typeof signature === 'string'
  );
};

const readJson = async (terminal: Terminal, path: string): Promise<unknown> => {
  const text = await readText(terminal, path);
  try {
    return parseJson(text, 'signed');
  } catch {
    return undefined;
  }
};

/** Whether the signature that `sign` printed is by its key over the signing payload; 1 when it is not. */
export const checkCommand = async (terminal: Terminal, { payload, signed }: CheckArguments): Promise<number> => {
  const { text, signing } = await readPayload(terminal, payload);
  const value = await readJson(terminal, signed);
  if (!isPartyKey(value)) throw new Unusable(`${signed} 不是签名`, `${signed} is no signature`);
  const isOwnId = value.keyId === undefined || value.keyId === keyIdOf(value);
  const isRight =
    isUsableKey(value) && isOwnId && isSignatureBy(value, { text, signature: value.signature }, createNativeChecks());
  const keyId = keyIdOf(value);
  const [zh, en] = isRight
    ? [
        `✓ 密钥 ${keyId} 签署了合同 ${signing.contractId} 第 ${signing.version} 版`,
        `✓ key ${keyId} signed contract ${signing.contractId}, version ${signing.version}`,
      ]
    : ['✗ 签名不是该密钥对这份待签文本作出的', '✗ the signature is not by this key over this payload'];
  terminal.out(terminal.language === 'zh' ? zh : en);
  return isRight ? exitCodes.proven : exitCodes.refused;
};
